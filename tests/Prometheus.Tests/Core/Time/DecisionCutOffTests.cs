using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Errors;
using Prometheus.Core.Time;
using Xunit;

namespace Prometheus.Tests.Core.Time;

public sealed class DecisionCutOffTests
{
    private static readonly ExchangeCalendar NewYork = ExchangeCalendars.Get("XNYS");

    [Theory]
    [InlineData("2015-01-06T14:00:00Z", "2015-01-06")] // before the open
    [InlineData("2015-01-06T20:49:59Z", "2015-01-06")] // winter: the close is at 21:00, the cut-off ten minutes before
    [InlineData("2015-01-06T20:50:00Z", "2015-01-07")] // the cut-off itself is too late
    [InlineData("2015-07-07T19:49:59Z", "2015-07-07")] // summer: one hour earlier
    [InlineData("2015-07-07T19:50:00Z", "2015-07-08")]
    [InlineData("2015-03-06T20:49:59Z", "2015-03-06")] // the last session of winter time
    [InlineData("2015-03-09T19:50:00Z", "2015-03-10")] // the first session of summer time
    [InlineData("2015-11-02T20:49:59Z", "2015-11-02")] // and back
    [InlineData("2015-01-09T22:00:00Z", "2015-01-12")] // Friday after the close
    [InlineData("2015-01-10T15:00:00Z", "2015-01-12")] // Saturday
    [InlineData("2015-01-18T15:00:00Z", "2015-01-20")] // a long weekend
    [InlineData("2014-11-28T17:49:59Z", "2014-11-28")] // an early close at one in the afternoon
    [InlineData("2014-11-28T17:50:00Z", "2014-12-01")]
    [InlineData("2001-09-11T13:00:00Z", "2001-09-17")] // four days of closure
    [InlineData("2015-01-07T00:30:00+09:00", "2015-01-06")] // told in another zone
    public void The_first_session_whose_cut_off_is_later(string publication, string session)
        => Assert.Equal(Day(session), DecisionCutOff.SessionOf(NewYork, DateTimeOffset.Parse(publication, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2015-01-06", "2015-01-07")]
    [InlineData("2015-01-09", "2015-01-12")]
    [InlineData("2015-01-10", "2015-01-12")]
    public void A_day_without_a_time_is_known_on_the_session_after_it(string day, string session)
        => Assert.Equal(Day(session), DecisionCutOff.SessionAfter(NewYork, Day(day)));

    [Fact]
    public void Tokyo_has_its_own_closes()
    {
        var tokyo = ExchangeCalendars.Get("XTKS");
        Assert.Equal(Day("2015-01-06"), DecisionCutOff.SessionOf(tokyo, new DateTimeOffset(2015, 1, 6, 5, 49, 59, TimeSpan.Zero)));
        Assert.Equal(Day("2015-01-07"), DecisionCutOff.SessionOf(tokyo, new DateTimeOffset(2015, 1, 6, 5, 50, 0, TimeSpan.Zero)));
        Assert.Equal(Day("2019-05-07"), DecisionCutOff.SessionOf(tokyo, new DateTimeOffset(2019, 4, 27, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void No_earlier_session_would_do_and_the_found_one_does()
        => Prop.ForAll(ArbMap.Default.ArbFor<uint>(), number =>
        {
            var publication = new DateTimeOffset(1995, 1, 3, 0, 0, 0, TimeSpan.Zero).AddSeconds(number % 900_000_000);
            var found = DecisionCutOff.SessionOf(NewYork, publication);
            var sessions = NewYork.Sessions(found.AddDays(-14), found);
            return sessions[^1].CloseUtc - DecisionCutOff.BeforeClose > publication
                && sessions[^2].CloseUtc - DecisionCutOff.BeforeClose <= publication;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Outside_the_calendar_there_is_no_guess()
        => Assert.Throws<UserError>(() => DecisionCutOff.SessionAfter(NewYork, new DateOnly(2041, 5, 1)));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
