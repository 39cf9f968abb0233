using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Identity;

namespace Prometheus.Backtest.Campaigns;

/// <summary>Everything a result depends on. Equal manifests have equal results and the same run id.</summary>
/// <param name="Sleeve">Ids and horizon.</param>
/// <param name="Options">Every sleeve option, as the sleeve uses it.</param>
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

    /// <summary>The strategy of one's own that ran; null is the house's.</summary>
    public StrategyIdentity? Strategy { get; init; }

    /// <summary>
    /// UUID v8 of the manifest's canonical JSON. The horizon counts once, with the sleeve, and the weight of λ̂ once, with its predictions; a strategy of
    /// one's own counts where there is one.
    /// </summary>
    public string RunId
    {
        get
        {
            var options = Options.WithoutDerived;
            return Strategy is null
                ? StableId.OfJson(new { Schema, Semantics, Sleeve, Options = options, Start, End, InitialCash, Benchmark, RiskFreePerYear, SessionsPerYear, DataDigest })
                : StableId.OfJson(new { Schema, Semantics, Sleeve, Options = options, Strategy, Start, End, InitialCash, Benchmark, RiskFreePerYear, SessionsPerYear, DataDigest });
        }
    }

    /// <summary>Of the options, without what follows from the sleeve's horizon and its λ̂: sleeves that differ in horizon alone share it.</summary>
    public string OptionsHash => StableId.HashOf(Options.WithoutDerived);
}
