using Prometheus.Core.Options;

namespace Prometheus.States.Fragility;

/// <summary>
/// Constants of <c>basic-fragility-v1</c>. Components run from 0 to 1; their weights are renormalised over the components a name has.
/// </summary>
public sealed record FragilityOptions : IConsistentOptions
{
    public static FragilityOptions Default { get; } = new();

    /// <summary>Weight of the soft-target index, over 100.</summary>
    [Range(0, 1e6)]
    public double SoftTargetWeight { get; init; } = 0.5;

    /// <summary>Weight of the expected shortfall of a name over the paths of a scenario set.</summary>
    [Range(0, 1e6)]
    public double ScenarioWeight { get; init; } = 0.5;

    /// <summary>Share of a name's paths, the worst ones, whose mean is its expected shortfall.</summary>
    [Range(0, 0.5, ExcludesMinimum = true, Unit = "fraction of paths")]
    public double ScenarioTail { get; init; } = 0.025;

    /// <summary>Loss, a fraction, at which the scenario component is 1.</summary>
    [Range(0, 1, ExcludesMinimum = true, Unit = "fraction")]
    public double ScenarioLossReference { get; init; } = 0.5;

    /// <summary>Score at which WATCHLIST begins; a boundary lands in the upper class.</summary>
    [Range(0, 1, Unit = "score")]
    public double WatchlistFrom { get; init; } = 0.3;

    [Range(0, 1, Unit = "score")]
    public double ShortCandidateFrom { get; init; } = 0.5;

    [Range(0, 1, Unit = "score")]
    public double CrisisFrom { get; init; } = 0.7;

    /// <summary>The three cuts are multiplied by this in RISK_OFF: the same weakness breaks sooner where the market gives no support.</summary>
    [Range(0, 10)]
    public double RiskOffCutFactor { get; init; } = 0.9;

    /// <summary>The same in CRISIS.</summary>
    [Range(0, 10)]
    public double CrisisCutFactor { get; init; } = 0.8;

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (WatchlistFrom > ShortCandidateFrom)
            yield return (nameof(WatchlistFrom), FormattableString.Invariant($"must be at most short_candidate_from {ShortCandidateFrom}, found {WatchlistFrom}"));
        if (ShortCandidateFrom > CrisisFrom)
            yield return (nameof(ShortCandidateFrom), FormattableString.Invariant($"must be at most crisis_from {CrisisFrom}, found {ShortCandidateFrom}"));
        if (SoftTargetWeight + ScenarioWeight == 0)
            yield return (nameof(SoftTargetWeight), "must not be 0 together with scenario_weight");
    }
}
