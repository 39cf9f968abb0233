using System.Globalization;
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

/// <summary>When a sleeve decides: <c>daily</c>, <c>weekly</c> (each calendar week's last session), <c>monthly</c>, or <c>every:N</c> sessions.</summary>
/// <param name="Kind">The calendar.</param>
/// <param name="EverySessions">N of <c>every:N</c>, else 0.</param>
/// <param name="Phase">
/// Where in the period: a weekly rule takes the last session on or before the weekday that lies this many days before Friday, <c>every:N</c>
/// counts from this session of the run on. 0 is the rule as it is named.
/// </param>
public readonly record struct RebalanceRule(RebalanceKind Kind, int EverySessions, int Phase = 0)
{
    private const int WeekdaysToFriday = 5;

    public static RebalanceRule Weekly => new(RebalanceKind.Weekly, 0);

    /// <summary>How many phases the rule has: 5 weekly, N of <c>every:N</c>, else 1.</summary>
    public int Phases => Kind switch
    {
        RebalanceKind.Weekly => WeekdaysToFriday,
        RebalanceKind.Every => EverySessions,
        _ => 1,
    };

    /// <exception cref="UserError">An unknown spelling.</exception>
    public static RebalanceRule Parse(string text) => text switch
    {
        "daily" => new(RebalanceKind.Daily, 0),
        "weekly" => new(RebalanceKind.Weekly, 0),
        "monthly" => new(RebalanceKind.Monthly, 0),
        _ when text.StartsWith("every:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 => new(RebalanceKind.Every, n),
        _ => throw new UserError($"--rebalance expects daily, weekly, monthly or every:N, found '{text}'"),
    };

    /// <exception cref="UserError">An unknown spelling, or a phase the rule does not have.</exception>
    public static RebalanceRule Parse(string text, int phase)
    {
        var rule = Parse(text);
        return phase >= 0 && phase < rule.Phases
            ? rule with { Phase = phase }
            : throw new UserError($"rebalance_phase of '{text}' expects 0 to {rule.Phases - 1}, found {phase}");
    }

    public override string ToString()
        => Kind == RebalanceKind.Every ? string.Create(CultureInfo.InvariantCulture, $"every:{EverySessions}") : Kind.ToString().ToLowerInvariant();
}

/// <summary>The kinds of decision calendars.</summary>
public enum RebalanceKind : byte
{
    Daily,
    Weekly,
    Monthly,
    Every,
}
