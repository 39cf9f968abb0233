using Prometheus.Core.Identity;
using Prometheus.Core.Panels;

namespace Prometheus.States.Fragility;

/// <summary>The fragility of every name on every session. NaN (class: <see cref="CodePanel.None"/>) where no component was observed.</summary>
/// <param name="Options">What the state was computed with.</param>
/// <param name="RegimeModelId">The regime model whose labels moved the cuts, or null.</param>
/// <param name="Scenarios">The losses behind the second component, or null.</param>
/// <param name="Score">Weighted mean of the observed components, 0 … 1.</param>
/// <param name="Class"><see cref="FragilityClass"/> codes.</param>
/// <param name="Coverage">Share of the components' weight that was observed, 0 … 1.</param>
/// <param name="SoftTarget">Soft-target index over 100, 0 … 1; stored as <c>score_soft</c>.</param>
/// <param name="Scenario">Expected shortfall over its reference, 0 … 1; stored as <c>score_scenario</c>.</param>
public sealed record FragilityState(
    FragilityOptions Options,
    string? RegimeModelId,
    ScenarioLosses? Scenarios,
    Panel Score,
    CodePanel Class,
    Panel Coverage,
    Panel SoftTarget,
    Panel Scenario)
{
    public const string DefaultModelId = "basic-fragility-v1";

    /// <summary>Options, regime model and scenario set are all part of what a score means, so each change of one is another model id.</summary>
    public string ModelId => StableId.ModelId(DefaultModelId, new Identity(Options, RegimeModelId, Scenarios?.ScenarioSetId), Identity.Default);

    private sealed record Identity(FragilityOptions Options, string? RegimeModelId, string? ScenarioSetId)
    {
        public static Identity Default { get; } = new(FragilityOptions.Default, "num-regime-core-v1", null);
    }
}

/// <summary>What a fragility score amounts to, mildest first. Stored in upper snake case (NONE, WATCHLIST, SHORT_CANDIDATE, CRISIS).</summary>
public enum FragilityClass : byte
{
    None,
    Watchlist,
    ShortCandidate,
    Crisis,
}
