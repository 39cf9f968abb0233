using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.States.Fragility;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Signals;

/// <summary>Which signals a strategy reads; equal records are computed once and shared. A null member is not computed.</summary>
public sealed record SignalNeeds(StabilityOptions? Stability = null, AssessmentOptions? Assessment = null, UniverseOptions? Universe = null)
{
    /// <summary>Prices only.</summary>
    public static SignalNeeds None { get; } = new();

    /// <summary>The user's own scores instead of price ingredients; the assessment's options stay its constants.</summary>
    public ImportedAssessmentOptions? Imported { get; init; }

    /// <summary>A ridge head on context vectors instead of price ingredients, or their diagnostics beside them.</summary>
    public ContextOptions? Context { get; init; }

    public RegimeOptions? Regime { get; init; }

    /// <summary>Needs a regime.</summary>
    public RegimeRiskOptions? RegimeRisk { get; init; }

    /// <summary>λ̂ of the clusters; the predictions themselves come with <see cref="SignalInputs"/>.</summary>
    public LambdaOptions? Lambda { get; init; }

    /// <summary>Needs a stability state; its cuts move with the regime where one is asked for.</summary>
    public FragilityOptions? Fragility { get; init; }
}
