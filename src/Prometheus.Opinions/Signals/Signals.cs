using Prometheus.Core.Errors;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.States.Fragility;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Signals;

/// <summary>The signals one strategy asked for, whole history. A strategy sees them only through <see cref="AsOf"/>.</summary>
public sealed record Signals(StabilityState? Stability, AssessmentState? Assessment, UniverseState? Universe)
{
    public static Signals None { get; } = new(null, null, null);

    public RegimeState? Regime { get; init; }

    public RegimeRiskState? RegimeRisk { get; init; }

    public LambdaPredictions? Lambda { get; init; }

    public FragilityState? Fragility { get; init; }

    public SignalsView AsOf(int session) => new(this, session);

    internal static T Require<T>(T? signal, string name)
        where T : class
        => signal ?? throw new ModelError($"the strategy read the signal {name} without naming it in its needs");
}
