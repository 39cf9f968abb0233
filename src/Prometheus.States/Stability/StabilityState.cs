using Prometheus.Core.Identity;
using Prometheus.Core.Panels;
using Prometheus.States.Profiles;

namespace Prometheus.States.Stability;

/// <summary>
/// The stability of every instrument on every session. NaN (class: <see cref="CodePanel.None"/>) where the window held too few observations.
/// </summary>
/// <param name="Options">What the state was computed with.</param>
/// <param name="Index">Soft-target index, 0 (calm) … 100.</param>
/// <param name="VolatilityScore">0 … 100, stored as <c>vol_score</c> and <c>instability</c>.</param>
/// <param name="DrawdownScore">0 … 100, stored as <c>dd_score</c> and <c>high_fragility</c>.</param>
/// <param name="TrendScore">0 … 100, stored as <c>trend_score</c> and <c>complacent_pricing</c>.</param>
/// <param name="Sigma">Daily volatility of log returns inside the window.</param>
/// <param name="MaxDrawdown">≤ 0, a fraction.</param>
/// <param name="Trend">Total return over the window, a fraction.</param>
/// <param name="Class"><see cref="SoftTargetClass"/> codes; raw and memoryless.</param>
public sealed record StabilityState(
    StabilityOptions Options,
    Panel Index,
    Panel VolatilityScore,
    Panel DrawdownScore,
    Panel TrendScore,
    Panel Sigma,
    Panel MaxDrawdown,
    Panel Trend,
    CodePanel Class)
{
    public const string DefaultModelId = "basic-price-stab-v1";

    /// <summary>Names that depend on profiles, not on which of them were stored when: these would give every day another model.</summary>
    public string ModelId => StableId.ModelId(
        DefaultModelId, Options.Profiles is { } use ? Options with { Profiles = use with { Digest = "" } } : Options, StabilityOptions.Default);

    /// <summary>The profiles the options name; null where they name none.</summary>
    public ProfilePanel? Profiles { get; init; }

    /// <summary>False where no profile says so.</summary>
    public bool IsWeak(int session, int column) => Profiles?.IsWeak(session, column) == true;
}
