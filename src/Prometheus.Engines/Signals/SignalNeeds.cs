using Prometheus.Engines.Assessment;
using Prometheus.Engines.Stability;
using Prometheus.Engines.Universe;

namespace Prometheus.Engines.Signals;

/// <summary>Which signals a strategy reads; equal records are computed once and shared. A null member is not computed.</summary>
public sealed record SignalNeeds(StabilityOptions? Stability = null, AssessmentOptions? Assessment = null, UniverseOptions? Universe = null)
{
    /// <summary>Prices only.</summary>
    public static SignalNeeds None { get; } = new();
}
