using System.Globalization;
using System.IO.Compression;
using Prometheus.Core.Errors;
using Prometheus.Core.Time;
using Prometheus.Testing;
using Xunit;

namespace Prometheus.Tests.Core.Time;

public class ExchangeCalendarTests
{
    private static readonly ExchangeCalendar Xnys = ExchangeCalendars.Get("XNYS");

    [SharedDataFact]
    public void Sessions_are_exactly_the_days_on_which_the_index_fund_traded()
        => AssertSameDates(File.ReadLines(SharedData.PathOf("market", "SPY.csv")));

    [SharedDataFact]
    public void Sessions_are_exactly_the_days_on_which_the_index_was_published()
    {
        using var file = File.OpenRead(SharedData.PathOf("market", "sp500_index_1990_2022.csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        AssertSameDates(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("1997-01-20", true)] // Martin Luther King is kept from 1998
    [InlineData("1998-01-19", false)]
    [InlineData("2021-06-18", true)] // Juneteenth is kept from 2022
    [InlineData("2022-06-20", false)]
    [InlineData("2010-12-31", true)] // a Saturday New Year is lost
    [InlineData("2021-12-31", true)]
    [InlineData("2027-12-31", true)]
    [InlineData("2023-01-02", false)] // a Sunday New Year moves to Monday
    [InlineData("2026-07-03", false)] // a Saturday holiday moves to Friday
    [InlineData("2027-07-05", false)] // a Sunday holiday moves to Monday
    [InlineData("2027-12-24", false)]
    [InlineData("2024-03-29", false)] // Good Friday
    [InlineData("2038-04-23", false)]
    [InlineData("1994-04-27", false)]
    [InlineData("2001-09-10", true)]
    [InlineData("2001-09-11", false)]
    [InlineData("2001-09-14", false)]
    [InlineData("2001-09-17", true)]
    [InlineData("2004-06-11", false)]
    [InlineData("2007-01-02", false)]
    [InlineData("2012-10-29", false)]
    [InlineData("2012-10-30", false)]
    [InlineData("2018-12-05", false)]
    [InlineData("2025-01-09", false)]
    [InlineData("2024-07-06", false)] // a Saturday
    public void Holidays_and_closures_are_kept_in_their_years(string date, bool session)
        => Assert.Equal(session, Xnys.IsSession(Date(date)));

    [Theory]
    [InlineData(1991, "12-24")]
    [InlineData(1992, "11-27 12-24")]
    [InlineData(1993, "11-26")]
    [InlineData(1994, "02-11 11-25")]
    [InlineData(1995, "07-03 11-24")]
    [InlineData(1996, "01-08 07-05 11-29 12-24")]
    [InlineData(1997, "07-03 11-28 12-24 12-26")]
    [InlineData(1999, "11-26 12-31")]
    [InlineData(2001, "07-03 11-23 12-24")]
    [InlineData(2002, "07-05 11-29 12-24")]
    [InlineData(2003, "07-03 11-28 12-24 12-26")]
    [InlineData(2009, "11-27 12-24")]
    [InlineData(2010, "11-26")]
    [InlineData(2013, "07-03 11-29 12-24")]
    [InlineData(2019, "07-03 11-29 12-24")]
    [InlineData(2020, "11-27 12-24")]
    [InlineData(2023, "07-03 11-24")]
    [InlineData(2024, "07-03 11-29 12-24")]
    [InlineData(2025, "07-03 11-28 12-24")]
    [InlineData(2026, "11-27 12-24")]
    [InlineData(2028, "07-03 11-24")]
    public void Early_closes_follow_the_rules_of_their_era(int year, string days)
        => Assert.Equal(
            days,
            string.Join(' ', Xnys.Sessions(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31))
                .Where(s => s.Kind == SessionKind.Early)
                .Select(s => s.Date.ToString("MM-dd", CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("2024-07-01", SessionKind.Full, "13:30", "20:00")]
    [InlineData("2024-01-02", SessionKind.Full, "14:30", "21:00")]
    [InlineData("2024-11-29", SessionKind.Early, "14:30", "18:00")]
    [InlineData("2024-07-03", SessionKind.Early, "13:30", "17:00")]
    [InlineData("1992-11-27", SessionKind.Early, "14:30", "19:00")]
    [InlineData("1996-01-08", SessionKind.Early, "16:00", "19:00")]
    [InlineData("2006-03-31", SessionKind.Full, "14:30", "21:00")] // summer time began in April until 2006
    [InlineData("2007-03-12", SessionKind.Full, "13:30", "20:00")] // and in March since 2007
    [InlineData("2006-10-30", SessionKind.Full, "14:30", "21:00")]
    [InlineData("2007-10-30", SessionKind.Full, "13:30", "20:00")]
    [InlineData("2040-07-02", SessionKind.Full, "13:30", "20:00")]
    public void Hours_are_the_venues_own_in_utc(string date, SessionKind kind, string open, string close)
    {
        var session = Xnys.SessionOn(Date(date));
        Assert.NotNull(session);
        Assert.Equal(kind, session.Value.Kind);
        Assert.Equal(TimeSpan.Zero, session.Value.OpenUtc.Offset);
        Assert.Equal(date + " " + open, session.Value.OpenUtc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        Assert.Equal(date + " " + close, session.Value.CloseUtc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Intervals_ascend_and_never_overlap()
    {
        var sessions = Xnys.Sessions(new DateOnly(1990, 1, 1), new DateOnly(2040, 12, 31));
        Assert.InRange(sessions.Count, 51 * 248, 51 * 254);
        for (var i = 0; i < sessions.Count; i++)
        {
            Assert.True(sessions[i].OpenUtc < sessions[i].CloseUtc);
            Assert.True(i == 0 || (sessions[i - 1].Date < sessions[i].Date && sessions[i - 1].CloseUtc < sessions[i].OpenUtc));
        }
    }

    [Fact]
    public void A_range_includes_both_ends_and_agrees_with_single_days()
    {
        var range = Xnys.Sessions(Date("2012-10-26"), Date("2012-10-31"));
        Assert.Equal(["2012-10-26", "2012-10-31"], range.Select(s => Text(s.Date)));
        Assert.Equal(range[1], Xnys.SessionOn(Date("2012-10-31")));
        Assert.Empty(Xnys.Sessions(Date("2024-07-06"), Date("2024-07-07")));
    }

    [Theory]
    [InlineData("1989-12-29")]
    [InlineData("2041-01-02")]
    public void An_uncovered_year_is_refused_with_the_covered_range(string date)
    {
        var error = Assert.Throws<UserError>(() => Xnys.IsSession(Date(date)));
        Assert.Equal($"the calendar of XNYS covers 1990-01-01 to 2040-12-31, found {date}", error.Message);
        Assert.Throws<UserError>(() => Xnys.Sessions(Date("1989-12-29"), Date("2041-01-02")));
    }

    [Fact]
    public void A_range_that_runs_backwards_is_refused()
        => Assert.Throws<UserError>(() => Xnys.Sessions(Date("2024-01-03"), Date("2024-01-02")));

    [Fact]
    public void An_unknown_exchange_is_refused_with_the_known_ones()
        => Assert.Equal(
            "unknown exchange 'XXXX', expected one of XLON, XNYS, XTKS", Assert.Throws<UserError>(() => ExchangeCalendars.Get("XXXX")).Message);

    [Theory]
    [InlineData(1990, "04-15")]
    [InlineData(2000, "04-23")]
    [InlineData(2008, "03-23")]
    [InlineData(2011, "04-24")]
    [InlineData(2024, "03-31")]
    [InlineData(2038, "04-25")]
    public void Easter_falls_on_its_known_sundays(int year, string day)
        => Assert.Equal(day, DayRule.EasterSunday(year).ToString("MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public void A_day_rule_finds_weekdays_from_either_end_of_a_month()
    {
        Assert.Equal(Date("2024-11-28"), DayRule.Nth(4, DayOfWeek.Thursday, 11).In(2024));
        Assert.Equal(Date("2024-11-29"), DayRule.Nth(4, DayOfWeek.Thursday, 11, offset: 1).In(2024));
        Assert.Equal(Date("2024-05-27"), DayRule.Nth(-1, DayOfWeek.Monday, 5).In(2024));
        Assert.Equal(Date("2021-05-31"), DayRule.Nth(-1, DayOfWeek.Monday, 5).In(2021));
        Assert.Equal(Date("2021-05-24"), DayRule.Nth(-2, DayOfWeek.Monday, 5).In(2021));
    }

    private static void AssertSameDates(IEnumerable<string> csv)
    {
        var published = csv.Skip(1).Select(line => line[..10]).ToArray();
        var sessions = Xnys.Sessions(Date(published[0]), Date(published[^1])).Select(s => Text(s.Date)).ToArray();
        Assert.Empty(sessions.Except(published, StringComparer.Ordinal));
        Assert.Empty(published.Except(sessions, StringComparer.Ordinal));
        Assert.Equal(published, sessions);
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
