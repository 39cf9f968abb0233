using Prometheus.Core.Errors;
using Prometheus.Core.Numerics;

namespace Prometheus.States.Factors;

/// <summary>Constants of <c>factor-basic-v1</c>.</summary>
public sealed record FactorOptions
{
    public static FactorOptions Default { get; } = new();

    /// <summary>Sessions an exposure and a correlation look back, the as-of session included.</summary>
    public int WindowSessions { get; init; } = 252;

    /// <summary>Fewer observed returns in the window mean no exposure.</summary>
    public int MinimumObservations { get; init; } = 126;

    /// <summary>A market or sector of fewer names has no return.</summary>
    public int MinimumNames { get; init; } = 3;

    /// <summary>How far an exposure to market or sector is pulled toward 1, 0 … 1.</summary>
    public double Shrinkage { get; init; } = 1.0 / 3;

    public int StatisticalFactors { get; init; } = 3;

    /// <summary>Fewer names with a nearly full window give no statistical factors.</summary>
    public int MinimumStatisticalNames { get; init; } = 20;

    /// <exception cref="UserError">A value outside its range.</exception>
    public void Validate()
    {
        Guard.AtLeast(MinimumObservations, 10);
        Guard.AtLeast(WindowSessions, MinimumObservations);
        Guard.AtLeast(MinimumNames, 1);
        Guard.InRange(Shrinkage, 0, 1);
        Guard.InRange(StatisticalFactors, 0, LeadingSubspace.MaximumPairs);
        Guard.AtLeast(MinimumStatisticalNames, 2 * LeadingSubspace.MaximumPairs);
    }
}
