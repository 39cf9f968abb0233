using System.Globalization;
using Prometheus.Core.Errors;

namespace Prometheus.Backtest.Strategies;

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
