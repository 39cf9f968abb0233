using Prometheus.Backtest.Campaigns;

namespace Prometheus.Meta.Scoring;

/// <summary>A finished run as selection sees it: who it was, over which range, and how it measured.</summary>
public sealed record ScoredRun
{
    public required string RunId { get; init; }

    public required string SleeveId { get; init; }

    public required string StrategyId { get; init; }

    public required string MarketId { get; init; }

    /// <summary>First date of the walk.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Last date of the walk: the run is known from its close on.</summary>
    public required DateOnly End { get; init; }

    /// <summary>The state of the data it was computed on.</summary>
    public required string DataDigest { get; init; }

    /// <summary>By the keys of <c>metrics_json</c>; NaN or absent is not measured. Empty for a failed sleeve.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Why the sleeve failed; null for a finished run.</summary>
    public string? Failure { get; init; }

    /// <summary>What became of one sleeve of a campaign.</summary>
    public static ScoredRun Of(SleeveResult result) => new()
    {
        RunId = result.RunId,
        SleeveId = result.Sleeve.SleeveId,
        StrategyId = result.Sleeve.StrategyId,
        MarketId = result.Sleeve.MarketId,
        Start = result.Manifest.Start,
        End = result.Manifest.End,
        DataDigest = result.Manifest.DataDigest,
        Metrics = result is SleeveRun run ? run.Metrics : new Dictionary<string, double>(),
        Failure = (result as SleeveFailure)?.Reason,
    };

    /// <summary>NaN where it was not measured.</summary>
    public double Metric(string key) => Metrics.TryGetValue(key, out var value) ? value : double.NaN;
}
