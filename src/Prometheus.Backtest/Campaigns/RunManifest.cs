using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Identity;

namespace Prometheus.Backtest.Campaigns;

/// <summary>Everything a result depends on. Equal manifests have equal results and the same run id.</summary>
/// <param name="Sleeve">Ids and horizon.</param>
/// <param name="Options">Every sleeve option.</param>
/// <param name="Start">First date of the walk.</param>
/// <param name="End">Last date of the walk.</param>
/// <param name="InitialCash">In the market's currency.</param>
/// <param name="Benchmark">Benchmark id.</param>
/// <param name="DataDigest">SHA-256 of the loaded slice (dates ≤ end) in ordinal id order.</param>
public sealed record RunManifest(
    SleeveSpec Sleeve, SleeveOptions Options, DateOnly Start, DateOnly End, double InitialCash, string Benchmark, string DataDigest)
{
    /// <summary>Bumped by hand when the same inputs give another result.</summary>
    public const int CurrentSemantics = 1;

    public int Schema { get; init; } = 1;

    public int Semantics { get; init; } = CurrentSemantics;

    /// <summary>As given; null where 0 stood in for it.</summary>
    public double? RiskFreePerYear { get; init; }

    public double SessionsPerYear { get; init; } = 252;

    /// <summary>UUID v8 of the manifest's canonical JSON.</summary>
    public string RunId => StableId.OfJson(
        new { Schema, Semantics, Sleeve, Options, Start, End, InitialCash, Benchmark, RiskFreePerYear, SessionsPerYear, DataDigest });

    public string OptionsHash => StableId.HashOf(Options);
}
