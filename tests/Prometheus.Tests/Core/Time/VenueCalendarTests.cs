using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Time;
using Xunit;

namespace Prometheus.Tests.Core.Time;

public class VenueCalendarTests
{
    private static readonly ExchangeCalendar Xlon = ExchangeCalendars.Get("XLON");
    private static readonly ExchangeCalendar Xtks = ExchangeCalendars.Get("XTKS");

    [Theory]
    [InlineData(1990, "01-01 04-13 04-16 05-07 05-28 08-27 12-25 12-26")]
    [InlineData(1995, "01-02 04-14 04-17 05-08 05-29 08-28 12-25 12-26")]
    [InlineData(1999, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28 12-31")]
    [InlineData(2000, "01-03 04-21 04-24 05-01 05-29 08-28 12-25 12-26")]
    [InlineData(2002, "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26")]
    [InlineData(2010, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28")]
    [InlineData(2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27")]
    [InlineData(2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26")]
    [InlineData(2015, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28")]
    [InlineData(2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28")]
    [InlineData(2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27")]
    [InlineData(2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26")]
    public void London_closes_on_bank_holidays_and_royal_days(int year, string days) => Assert.Equal(days, ClosedWeekdays(Xlon, year));

    [Theory]
    [InlineData(2010, "12-24 12-31")]
    [InlineData(2011, "12-23 12-30")]
    [InlineData(2012, "12-24 12-31")]
    [InlineData(2017, "12-22 12-29")]
    [InlineData(2021, "12-24 12-31")]
    public void London_closes_at_half_past_noon_before_Christmas_and_New_Year(int year, string days)
    {
        var early = Year(Xlon, year).Where(s => s.Kind == SessionKind.Early).ToArray();
        Assert.Equal(days, string.Join(' ', early.Select(s => Day(s.Date))));
        Assert.All(early, s => Assert.Equal("12:30", Time(s.CloseUtc)));
    }

    [Theory]
    [InlineData(1990, "01-01 01-02 01-03 01-15 02-12 03-21 04-30 05-03 05-04 09-24 10-10 11-12 11-23 12-24 12-31")]
    [InlineData(1993, "01-01 01-15 02-11 04-29 05-03 05-04 05-05 06-09 09-15 09-23 10-11 11-03 11-23 12-23 12-31")]
    [InlineData(1998, "01-01 01-02 01-15 02-11 04-29 05-04 05-05 07-20 09-15 09-23 11-03 11-23 12-23 12-31")]
    [InlineData(2009, "01-01 01-02 01-12 02-11 03-20 04-29 05-04 05-05 05-06 07-20 09-21 09-22 09-23 10-12 11-03 11-23 12-23 12-31")]
    [InlineData(2015, "01-01 01-02 01-12 02-11 04-29 05-04 05-05 05-06 07-20 09-21 09-22 09-23 10-12 11-03 11-23 12-23 12-31")]
    [InlineData(2019, "01-01 01-02 01-03 01-14 02-11 03-21 04-29 04-30 05-01 05-02 05-03 05-06 07-15 08-12 09-16 09-23 10-14 10-22 11-04 12-31")]
    [InlineData(2020, "01-01 01-02 01-03 01-13 02-11 02-24 03-20 04-29 05-04 05-05 05-06 07-23 07-24 08-10 09-21 09-22 10-01 11-03 11-23 12-31")]
    [InlineData(2021, "01-01 01-11 02-11 02-23 04-29 05-03 05-04 05-05 07-22 07-23 08-09 09-20 09-23 11-03 11-23 12-31")]
    [InlineData(2023, "01-02 01-03 01-09 02-23 03-21 05-03 05-04 05-05 07-17 08-11 09-18 10-09 11-03 11-23")]
    [InlineData(2024, "01-01 01-02 01-03 01-08 02-12 02-23 03-20 04-29 05-03 05-06 07-15 08-12 09-16 09-23 10-14 11-04 12-31")]
    [InlineData(2026, "01-01 01-02 01-12 02-11 02-23 03-20 04-29 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23 12-31")]
    public void Tokyo_closes_on_national_holidays_and_at_the_turn_of_the_year(int year, string days)
        => Assert.Equal(days, ClosedWeekdays(Xtks, year));

    [Theory]
    [InlineData("1990-06-01", "00:00", "02:00", "04:00", "06:00")]
    [InlineData("2000-06-01", "00:00", "02:00", "03:30", "06:00")]
    [InlineData("2011-11-18", "00:00", "02:00", "03:30", "06:00")]
    [InlineData("2011-11-21", "00:00", "02:30", "03:30", "06:00")]
    [InlineData("2024-11-01", "00:00", "02:30", "03:30", "06:00")]
    [InlineData("2024-11-05", "00:00", "02:30", "03:30", "06:30")]
    public void Tokyo_rests_at_noon(string date, string open, string breakStart, string breakEnd, string close)
    {
        var session = Xtks.SessionOn(DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture))!.Value;
        Assert.Equal(SessionKind.Full, session.Kind);
        Assert.Equal((open, close), (Time(session.OpenUtc), Time(session.CloseUtc)));
        Assert.Equal((breakStart, breakEnd), (Time(session.Break!.Value.StartUtc), Time(session.Break!.Value.EndUtc)));
    }

    [Theory]
    [InlineData(1990, "01-04 12-28")]
    [InlineData(2003, "01-06 12-30")]
    [InlineData(2008, "01-04 12-30")]
    [InlineData(2009, "01-05")]
    [InlineData(2010, "")]
    public void Tokyo_had_mornings_only_on_the_first_and_last_session_of_a_year(int year, string days)
    {
        var early = Year(Xtks, year).Where(s => s.Kind == SessionKind.Early).ToArray();
        Assert.Equal(days, string.Join(' ', early.Select(s => Day(s.Date))));
        Assert.All(early, s => Assert.True(s.Break is null && Time(s.CloseUtc) == "02:00"));
    }

    [Theory]
    [InlineData("1998-07-17", "07:30")]
    [InlineData("1998-07-20", "08:00")]
    [InlineData("1999-09-20", "07:00")]
    [InlineData("2024-03-29", null)] // Good Friday
    [InlineData("2024-03-28", "08:00")]
    [InlineData("2024-04-02", "07:00")] // summer time began on 31 March
    [InlineData("2024-10-25", "07:00")]
    [InlineData("2024-10-28", "08:00")]
    public void London_opens_by_its_own_clock(string date, string? open)
        => Assert.Equal(open, Xlon.SessionOn(DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture)) is { } s ? Time(s.OpenUtc) : null);

    [Fact]
    public void Intervals_of_every_venue_and_year_ascend_and_never_overlap()
        => Prop.ForAll(
            Gen.Elements(ExchangeCalendars.All.ToArray()).Zip(Gen.Choose(1991, 2040)).ToArbitrary(),
            pair =>
            {
                // The week around New Year belongs to two years.
                var sessions = pair.Item1.Sessions(new DateOnly(pair.Item2 - 1, 12, 1), new DateOnly(pair.Item2, 12, 31));
                return sessions.Zip(sessions.Skip(1)).All(p => p.First.Date < p.Second.Date && p.First.CloseUtc < p.Second.OpenUtc)
                    && sessions.All(s => s.OpenUtc < s.CloseUtc)
                    && sessions.All(s => s.Break is not { } pause || (s.OpenUtc < pause.StartUtc && pause.StartUtc < pause.EndUtc && pause.EndUtc < s.CloseUtc))
                    && sessions.All(s => s.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                    && sessions.Count is > 255 and < 290;
            }).QuickCheckThrowOnFailure();

    private static IReadOnlyList<TradingSession> Year(ExchangeCalendar calendar, int year)
        => calendar.Sessions(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));

    private static string ClosedWeekdays(ExchangeCalendar calendar, int year)
    {
        var open = Year(calendar, year).Select(s => s.Date).ToHashSet();
        return string.Join(' ', Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
            .Select(new DateOnly(year, 1, 1).AddDays)
            .Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !open.Contains(d))
            .Select(Day));
    }

    private static string Day(DateOnly date) => date.ToString("MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset instant) => instant.ToString("HH:mm", CultureInfo.InvariantCulture);
}
