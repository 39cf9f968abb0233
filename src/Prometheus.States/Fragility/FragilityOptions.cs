using Prometheus.Core.Errors;

namespace Prometheus.States.Fragility;

/// <summary>
/// Constants of <c>basic-fragility-v1</c>. Components run from 0 to 1; their weights are renormalised over the components a name has.
/// </summary>
public sealed record FragilityOptions
{
    public static FragilityOptions Default { get; } = new();

    /// <summary>Weight of the soft-target index, over 100.</summary>
    public double SoftTargetWeight { get; init; } = 0.5;

    /// <summary>Weight of the expected shortfall of a name over the paths of a scenario set.</summary>
    public double ScenarioWeight { get; init; } = 0.5;

    /// <summary>Share of a name's paths, the worst ones, whose mean is its expected shortfall.</summary>
    public double ScenarioTail { get; init; } = 0.025;

    /// <summary>Loss, a fraction, at which the scenario component is 1.</summary>
    public double ScenarioLossReference { get; init; } = 0.5;

    /// <summary>Score at which WATCHLIST begins; a boundary lands in the upper class.</summary>
    public double WatchlistFrom { get; init; } = 0.3;

    public double ShortCandidateFrom { get; init; } = 0.5;

    public double CrisisFrom { get; init; } = 0.7;

    /// <summary>The three cuts are multiplied by this in RISK_OFF: the same weakness breaks sooner where the market gives no support.</summary>
    public double RiskOffCutFactor { get; init; } = 0.9;

    /// <summary>The same in CRISIS.</summary>
    public double CrisisCutFactor { get; init; } = 0.8;

    /// <exception cref="UserError">A constant outside its range.</exception>
    public void Validate()
    {
        Guard.InRange(SoftTargetWeight, 0, 1e6);
        Guard.InRange(ScenarioWeight, 0, 1e6);
        Guard.InRange(ScenarioTail, 1e-6, 1);
        Guard.InRange(ScenarioLossReference, 1e-6, 1);
        Guard.InRange(WatchlistFrom, 0, ShortCandidateFrom);
        Guard.InRange(ShortCandidateFrom, WatchlistFrom, CrisisFrom);
        Guard.InRange(CrisisFrom, ShortCandidateFrom, 1);
        Guard.InRange(RiskOffCutFactor, 0, 10);
        Guard.InRange(CrisisCutFactor, 0, 10);
    }
}
