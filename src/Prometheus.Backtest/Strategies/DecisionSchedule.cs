using Prometheus.Core.Errors;
using Prometheus.Core.Time;

namespace Prometheus.Backtest.Strategies;

/// <summary>
/// On which sessions a sleeve decides: the run's first, and those its rule names. The rule looks at the venue's calendar, never at which data
/// are stored, so that cutting the data changes no earlier decision. A session the rule names but the market does not hold is passed over.
/// </summary>
public static class DecisionSchedule
{
    private const int LongestClosureDays = 14;
    private const int WeekendDays = 2;

    /// <param name="rule">When to decide.</param>
    /// <param name="market">The market's sessions.</param>
    /// <param name="first">Row of the run's first session.</param>
    /// <param name="last">Row of the run's last session.</param>
    /// <param name="exchangeSessions">Ascending sessions of the venue, from the run's first to at least one after its last.</param>
    /// <returns>Rows, ascending.</returns>
    /// <exception cref="DataError">The exchange's sessions end too early to tell.</exception>
    public static int[] Rows(RebalanceRule rule, SessionAxis market, int first, int last, IReadOnlyList<DateOnly> exchangeSessions)
    {
        var (start, end) = (market[first], market[last]);
        var rows = new List<int> { first };
        var counted = 0;
        for (var i = 0; i < exchangeSessions.Count; i++)
        {
            var date = exchangeSessions[i];
            if (date < start)
                continue;
            if (date > end)
                return [.. rows];
            var next = i + 1 < exchangeSessions.Count ? exchangeSessions[i + 1] : date;
            if (next > date && Decides(rule, date, next, counted) && market.IndexOf(date) is var row && row > first)
                rows.Add(row);
            counted++;
        }

        throw new DataError($"the exchange's sessions must reach beyond {end:yyyy-MM-dd} to tell which sessions decide, they end on {(exchangeSessions.Count == 0 ? start : exchangeSessions[^1]):yyyy-MM-dd}");
    }

    /// <summary>The venue's sessions that <see cref="Rows"/> needs for a run between two dates.</summary>
    /// <param name="exchange">Calendar id such as XNYS.</param>
    /// <exception cref="UserError">The calendar does not cover the dates.</exception>
    public static IReadOnlyList<DateOnly> VenueSessions(string exchange, DateOnly start, DateOnly end)
        => ExchangeCalendars.Get(exchange).Sessions(start, end.AddDays(LongestClosureDays)).Select(s => s.Date).ToArray();

    /// <summary>The row whose close a decision of <paramref name="session"/> knows; a market's first session has none before it.</summary>
    public static int Known(int session, int delaySessions) => Math.Max(0, session - delaySessions);

    /// <summary>The rows whose closes the decisions know, ascending, each once.</summary>
    public static int[] Known(int[] decisions, int delaySessions)
        => delaySessions == 0 ? decisions : decisions.Select(d => Known(d, delaySessions)).Distinct().ToArray();

    private static bool Decides(RebalanceRule rule, DateOnly date, DateOnly next, int sessionsSinceStart) => rule.Kind switch
    {
        RebalanceKind.Daily => true,
        RebalanceKind.Weekly => Week(date, rule.Phase) != Week(next, rule.Phase),
        RebalanceKind.Monthly => date.Month != next.Month || date.Year != next.Year,
        _ => sessionsSinceStart >= rule.Phase && (sessionsSinceStart - rule.Phase) % rule.EverySessions == 0,
    };

    /// <summary>Weeks run from Monday to Sunday (day 0 is a Monday); of a later phase they end on the weekday that many days before Friday.</summary>
    private static int Week(DateOnly date, int phase) => (date.DayNumber + (phase == 0 ? 0 : phase + WeekendDays)) / 7;
}
