using System.Globalization;
using Prometheus.Backtest.Campaign;
using Prometheus.Engines.Assessment;

namespace Prometheus.Cli.Commands.Backtest;

/// <summary>How far the context head of a run carried, and on how little it learnt: a head of one year is a matter of luck (decision 40).</summary>
internal static class ContextNote
{
    /// <summary>Two years of weekly dates.</summary>
    private const int EnoughDates = 104;

    /// <returns>Null where no head was asked for.</returns>
    public static string? Of(SleeveRun run)
    {
        if (run.Signals.Assessment is not { Context: { Options.DiagnosticsOnly: false } context } assessment || run.Daily.Length == 0)
            return null;
        var (first, last) = (run.Daily[0].Session, run.Daily[^1].Session);
        var (spoken, scores) = Count(assessment, context, first, last);
        if (spoken == 0)
            return $"sleeve {run.Sleeve.SleeveId}: the context head never spoke; {context.Options.Fallback.ToString().ToLowerInvariant()} stood in for every score";
        var fewest = Enumerable.Range(first, last - first + 1).Min(t => context.FitAt(t)?.Dates ?? int.MaxValue);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"sleeve {run.Sleeve.SleeveId}: the context head spoke for {(double)spoken / scores:P0} of the scores, after learning from {fewest} dates{(fewest < EnoughDates ? ", less than two years: a matter of luck" : "")}");
    }

    private static (long Spoken, long Scores) Count(AssessmentState assessment, ContextState context, int first, int last)
    {
        var (spoken, scores) = (0L, 0L);
        for (var t = first; t <= last; t++)
        {
            for (var i = 0; i < assessment.Z.Columns; i++)
            {
                var speaks = context.Spoke(t, i);
                spoken += speaks ? 1 : 0;
                scores += speaks || !double.IsNaN(assessment.Z[t, i]) ? 1 : 0;
            }
        }

        return (spoken, scores);
    }
}
