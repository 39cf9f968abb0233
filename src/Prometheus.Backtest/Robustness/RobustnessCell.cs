using Prometheus.Backtest.Campaigns;

namespace Prometheus.Backtest.Robustness;

/// <summary>What became of one variant.</summary>
/// <param name="Variant">Which.</param>
/// <param name="RunId">Of the variant as a run of its own.</param>
/// <param name="Metrics">Keys of <c>metrics_json</c>; empty where the variant failed.</param>
/// <param name="Failure">Why it failed, or null.</param>
public sealed record RobustnessCell(RobustnessVariant Variant, string RunId, IReadOnlyDictionary<string, double> Metrics, string? Failure)
{
    /// <summary>NaN where the variant has no such number.</summary>
    public double this[string metric] => Metrics.TryGetValue(metric, out var value) ? value : double.NaN;

    internal static RobustnessCell Of(RobustnessVariant variant, SleeveResult result) => result is SleeveRun run
        ? new RobustnessCell(variant, run.RunId, run.Metrics, null)
        : new RobustnessCell(variant, result.RunId, new Dictionary<string, double>(StringComparer.Ordinal), ((SleeveFailure)result).Reason);
}
