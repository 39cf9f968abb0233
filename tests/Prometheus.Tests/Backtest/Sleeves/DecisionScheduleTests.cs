using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Core.Time;
using Xunit;

namespace Prometheus.Tests.Backtest.Sleeves;

public sealed class DecisionScheduleTests
{
    [Fact]
    public void Weekly_is_the_first_session_and_each_weeks_last()
    {
        // Thanksgiving week 2019 ends on the half day of Friday 29 November; Good Friday 2020 makes a Thursday the last.
        var autumn = Dates("weekly", new(2019, 11, 20), new(2019, 12, 6));
        Assert.Equal([new(2019, 11, 20), new(2019, 11, 22), new(2019, 11, 29), new DateOnly(2019, 12, 6)], autumn);
        var spring = Dates("weekly", new(2020, 4, 6), new(2020, 4, 17));
        Assert.Equal([new(2020, 4, 6), new(2020, 4, 9), new DateOnly(2020, 4, 17)], spring);
    }

    [Fact]
    public void Other_rules_count_the_venues_sessions()
    {
        Assert.Equal([new(2020, 1, 2), new(2020, 1, 31), new DateOnly(2020, 2, 28)], Dates("monthly", new(2020, 1, 2), new(2020, 3, 30)));
        Assert.Equal(61, Dates("daily", new(2020, 1, 2), new(2020, 3, 30)).Length);
        Assert.Equal([new(2020, 1, 2), new(2020, 1, 9), new DateOnly(2020, 1, 16)], Dates("every:5", new(2020, 1, 2), new(2020, 1, 22)));
    }

    [Fact]
    public void Each_phase_of_a_week_ends_it_on_another_weekday_and_none_needs_to_know_the_data()
    {
        // Monday 20 January 2020 is a holiday: a week that ends on Monday then ends on the Friday before.
        Assert.Equal(
            [new(2020, 1, 7), new(2020, 1, 13), new(2020, 1, 17), new DateOnly(2020, 1, 27)], Dates("weekly", new(2020, 1, 7), new(2020, 1, 29), phase: 4));
        Assert.Equal([new(2020, 1, 7), new(2020, 1, 9), new(2020, 1, 16), new DateOnly(2020, 1, 23)], Dates("weekly", new(2020, 1, 7), new(2020, 1, 29), phase: 1));
        for (var phase = 0; phase < 5; phase++)
        {
            var whole = Dates("weekly", new(2020, 1, 2), new(2020, 6, 30), phase);
            Assert.InRange(whole.Length, 25, 28);
            for (var last = new DateOnly(2020, 1, 10); last < new DateOnly(2020, 6, 30); last = last.AddDays(3))
                Assert.Equal(whole.Where(d => d <= last), Dates("weekly", new(2020, 1, 2), last, phase));
        }
    }

    [Fact]
    public void A_phase_of_every_n_counts_from_that_session()
    {
        Assert.Equal([new(2020, 1, 2), new(2020, 1, 6), new DateOnly(2020, 1, 13)], Dates("every:5", new(2020, 1, 2), new(2020, 1, 17), phase: 2));
        Assert.Equal(1, RebalanceRule.Parse("monthly").Phases);
        Assert.Throws<UserError>(() => RebalanceRule.Parse("weekly", 5));
        Assert.Throws<UserError>(() => RebalanceRule.Parse("daily", 1));
    }

    [Fact]
    public void Cutting_the_data_never_makes_a_session_decide()
    {
        foreach (var rule in new[] { "daily", "weekly", "monthly", "every:7" })
        {
            var whole = Dates(rule, new(2020, 1, 2), new(2020, 6, 30));
            for (var last = new DateOnly(2020, 1, 10); last < new DateOnly(2020, 6, 30); last = last.AddDays(1))
                Assert.Equal(whole.Where(d => d <= last), Dates(rule, new(2020, 1, 2), last));
        }
    }

    [Fact]
    public void A_session_that_is_not_stored_is_passed_over()
    {
        var stored = Venue(new(2020, 1, 2), new(2020, 1, 31)).Where(d => d != new DateOnly(2020, 1, 17)).ToArray();
        var axis = new SessionAxis(stored);
        var rows = DecisionSchedule.Rows(RebalanceRule.Weekly, axis, 0, axis.Count - 1, Venue(new(2020, 1, 2), new(2020, 2, 14)));
        Assert.Equal([new(2020, 1, 2), new(2020, 1, 3), new(2020, 1, 10), new(2020, 1, 24), new DateOnly(2020, 1, 31)], rows.Select(r => axis[r]));
    }

    [Fact]
    public void A_calendar_that_ends_with_the_data_cannot_tell()
    {
        var dates = Venue(new(2020, 1, 2), new(2020, 1, 31));
        var axis = new SessionAxis(dates);
        var error = Assert.Throws<DataError>(() => DecisionSchedule.Rows(RebalanceRule.Weekly, axis, 0, axis.Count - 1, dates));
        Assert.Contains("2020-01-31", error.Message, StringComparison.Ordinal);
    }

    private static DateOnly[] Dates(string rule, DateOnly start, DateOnly end, int phase = 0)
    {
        var axis = new SessionAxis(Venue(start, end));
        var rows = DecisionSchedule.Rows(RebalanceRule.Parse(rule, phase), axis, 0, axis.Count - 1, DecisionSchedule.VenueSessions("XNYS", start, end));
        return rows.Select(r => axis[r]).ToArray();
    }

    private static DateOnly[] Venue(DateOnly start, DateOnly end)
        => ExchangeCalendars.Get("XNYS").Sessions(start, end).Select(s => s.Date).ToArray();
}
