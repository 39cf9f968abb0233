namespace Prometheus.States.Stability;

/// <summary>How soft-target transitions are pooled and shrunk (models.md, STAB risk).</summary>
public sealed record StateChangeOptions
{
    public static StateChangeOptions Default { get; } = new();

    /// <summary>Sessions ahead.</summary>
    public int HorizonSteps { get; init; } = 1;

    /// <summary>Transitions of weight the global row carries when a sector's own row is estimated.</summary>
    public double SectorShrinkage { get; init; } = 200;

    /// <summary>Transitions of weight a uniform row carries when the global row is estimated.</summary>
    public double GlobalShrinkage { get; init; } = 5;
}
