using Prometheus.Core.Identity;
using Prometheus.Core.Panels;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Assessment;

/// <summary>
/// The opinion on every instrument on every session for one horizon. NaN (label: <see cref="CodePanel.None"/>) where there is none.
/// </summary>
/// <param name="Options">What the state was computed with.</param>
/// <param name="Z">Sector-neutral Gaussian rank of the combined ingredients, about N(0, 1) within date and sector.</param>
/// <param name="ExpectedReturn">μ̂ over the horizon, a fraction.</param>
/// <param name="IdiosyncraticVolatility">Daily residual volatility over 63 sessions; shared by the horizons.</param>
/// <param name="RiskVolatility">The same, inflated by the fragility class; the σ a portfolio divides by.</param>
/// <param name="Coverage">Share of ingredient weight that was observed, 0 … 1.</param>
/// <param name="Label"><see cref="SignalLabel"/> codes.</param>
public sealed record AssessmentState(
    AssessmentOptions Options,
    Panel Z,
    Panel ExpectedReturn,
    Panel IdiosyncraticVolatility,
    Panel RiskVolatility,
    Panel Coverage,
    CodePanel Label)
{
    public const string DefaultModelId = "assessment-basic-v1";

    public const string ContextModelId = "assessment-context-v1";

    /// <summary>The user's own model the scores come from; null where they follow from prices.</summary>
    public string? ImportedModelId { get; init; }

    /// <summary>The stability whose classes inflate risk: another one gives other rows, under another model id.</summary>
    public string StabilityModelId { get; init; } = StabilityState.DefaultModelId;

    /// <summary>The context vectors that spoke or stood beside; null where none were asked for.</summary>
    public ContextState? Context { get; init; }

    /// <summary>The horizon is a key column of its own, so it does not change the model id.</summary>
    public string ModelId => Context is { Options.DiagnosticsOnly: false } context
        ? IdOf(ContextModelId, new Head(Plain(Options), context.Options with { VectorsDigest = "" }), Head.Default)
        : FallbackModelId;

    /// <summary>The model that spoke for one name on one session: where a head had no vector or no fit, its fallback did.</summary>
    public string ModelIdAt(int session, int column)
        => IsFallbackAt(session, column) ? FallbackModelId : ModelId;

    /// <summary>True where a fallback speaks for a name because the head has no vector or no fit.</summary>
    public bool IsFallbackAt(int session, int column)
        => Context is { Options: { DiagnosticsOnly: false, Fallback: ContextFallback.Basic } } context && !context.Spoke(session, column);

    /// <summary>The model of prices or imported scores, which speaks where a head cannot.</summary>
    public string FallbackModelId => IdOf(ImportedModelId ?? DefaultModelId, Plain(Options), AssessmentOptions.Default);

    /// <summary>z/3 clamped to ±1.</summary>
    public static double ScoreOf(double z) => double.IsNaN(z) ? z : Math.Clamp(z / 3, -1, 1);

    /// <summary>2Φ(|z|·IC/√(1 − IC²)) − 1: how likely the sign is right, beyond a coin's toss.</summary>
    public double ConfidenceOf(double z)
    {
        var ic = Options.InformationCoefficient;
        return (2 * Core.Numerics.NormalDistribution.Cdf(Math.Abs(z) * ic / Math.Sqrt(1 - (ic * ic)))) - 1;
    }

    private string IdOf<T>(string modelId, T options, T defaults)
        where T : IEquatable<T>
        => StabilityModelId == StabilityState.DefaultModelId
            ? StableId.ModelId(modelId, options, defaults)
            : StableId.ModelId(modelId, new OnStability<T>(options, StabilityModelId), new OnStability<T>(defaults, StabilityState.DefaultModelId));

    private static AssessmentOptions Plain(AssessmentOptions options) => options with { HorizonSessions = AssessmentOptions.Default.HorizonSessions };

    private sealed record OnStability<T>(T Options, string Stability);

    private sealed record Head(AssessmentOptions Assessment, ContextOptions Context)
    {
        public static Head Default { get; } = new(AssessmentOptions.Default, ContextOptions.Default);
    }
}
