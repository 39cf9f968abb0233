using System.Globalization;
using Prometheus.Backtest.Campaigns;
using Prometheus.Opinions.Assessment;

namespace Prometheus.Cli.Commands.Backtests;

/// <summary>Says how far the context head of a run carried: one that learnt from a year is a matter of luck (decision 40).</summary>
internal static class ContextNote
{
    /// <summary>Two years of weekly dates.</summary>
    private const int EnoughDates = 104;

    /// <returns>Null where no head was asked for.</returns>
    public static string? Of(SleeveRun run)
    {
        if (run.Signals.Assessment is not { } assessment || run.Daily.Length == 0 || ContextReach.Of(assessment, run.Daily[0].Session, run.Daily[^1].Session) is not { } reach)
            return null;
        return reach.Spoken == 0
            ? $"sleeve {run.Sleeve.SleeveId}: the context head never spoke; {assessment.Context!.Options.Fallback.ToString().ToLowerInvariant()} stood in for every score"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"sleeve {run.Sleeve.SleeveId}: the context head spoke for {(double)reach.Spoken / reach.Opinions:P0} of the scores, after learning from {reach.FewestDates} dates{(reach.FewestDates < EnoughDates ? ", less than two years: a matter of luck" : "")}");
    }
}
