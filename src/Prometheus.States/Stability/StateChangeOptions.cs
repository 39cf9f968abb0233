using Prometheus.Core.Options;

namespace Prometheus.States.Stability;

/// <summary>How soft-target transitions are pooled and shrunk (models.md, STAB risk).</summary>
public sealed record StateChangeOptions
{
    public static StateChangeOptions Default { get; } = new();

    /// <summary>Sessions ahead.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int HorizonSteps { get; init; } = 1;

    /// <summary>Transitions of weight the global row carries when a sector's own row is estimated.</summary>
    [Range(0, 1e6, Unit = "transitions")]
    public double SectorShrinkage { get; init; } = 200;

    /// <summary>Transitions of weight a uniform row carries when the global row is estimated.</summary>
    [Range(0, 1e6, Unit = "transitions")]
    public double GlobalShrinkage { get; init; } = 5;
}
