using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets.Statistics;

namespace Prometheus.Reports.Tearsheets;

/// <summary>The run in one line: how it did against its benchmark, and whether chance alone would explain it.</summary>
/// <param name="Tone">Good, mixed or bad.</param>
/// <param name="Label">The tone in two or three words.</param>
/// <param name="Sentence">The line.</param>
/// <param name="Support">The figures behind it.</param>
public sealed record Verdict(VerdictTone Tone, string Label, string Sentence, string Support)
{
    /// <summary>Two standard errors: beyond it a difference is not taken for chance.</summary>
    public const double Significant = 2;

    public static Verdict Of(RunStatistics statistics, string benchmark, CostTotals costs)
    {
        var support = $"Sharpe {NumberText.Ratio(statistics.Sleeve.Sharpe)} ± {NumberText.Ratio(statistics.Sleeve.SharpeError)} over "
            + $"{NumberText.Fixed(statistics.Years, 1)} years, deepest loss {NumberText.Percent(statistics.Sleeve.MaxDrawdown)}, "
            + $"costs {NumberText.BasisPoints(costs.CostPerYear)} a year.";
        if (costs.Fills == 0)
            return new Verdict(VerdictTone.Mixed, "No trades", "Nothing was traded: there is no result to judge.", support);
        return double.IsNaN(statistics.ExcessPerYear) ? Alone(statistics, support) : Against(statistics, benchmark, support);
    }

    private static Verdict Alone(RunStatistics statistics, string support)
    {
        var (rate, t) = (statistics.Sleeve.Annualised, statistics.Sleeve.TStatistic);
        var earned = rate < 0 ? "Lost" : "Earned";
        return new Verdict(
            rate < 0 ? VerdictTone.Bad : t >= Significant ? VerdictTone.Good : VerdictTone.Mixed,
            rate < 0 ? "Lost money" : t >= Significant ? "Made money" : "Inconclusive",
            $"{earned} {NumberText.Percent(Math.Abs(rate))} a year, with no benchmark to hold it against{Chance(t)}.",
            support);
    }

    private static Verdict Against(RunStatistics statistics, string benchmark, string support)
    {
        var (excess, t) = (statistics.ExcessPerYear, statistics.ActiveTStatistic);
        var size = NumberText.Percent(Math.Abs(excess));
        var loss = statistics.Sleeve.Cumulative < 0 ? " and lost money" : "";
        if (excess > 0 && t >= Significant)
            return new Verdict(loss == "" ? VerdictTone.Good : VerdictTone.Mixed, "Ahead", $"Beat {benchmark} by {size} a year{loss}{Chance(t)}.", support);
        if (excess < 0 && t <= -Significant)
            return new Verdict(VerdictTone.Bad, "Behind", $"Trailed {benchmark} by {size} a year{loss}{Chance(t)}.", support);
        var side = excess < 0 ? "behind" : "ahead of";
        return new Verdict(
            loss == "" ? VerdictTone.Mixed : VerdictTone.Bad,
            loss == "" ? "Inconclusive" : "Lost money",
            $"Ended {size} a year {side} {benchmark}{loss}{Chance(t)}.",
            support);
    }

    private static string Chance(double t)
        => double.IsNaN(t) ? ""
            : Math.Abs(t) >= Significant ? $", more than chance explains (t = {NumberText.Fixed(t, 1)})"
            : $", which chance alone would explain (t = {NumberText.Fixed(t, 1)})";
}

public enum VerdictTone
{
    Good,
    Mixed,
    Bad,
}
