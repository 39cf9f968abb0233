using Prometheus.Core.Numerics;
using Prometheus.Core.Options;

namespace Prometheus.States.Factors;

/// <summary>Constants of <c>factor-basic-v1</c>.</summary>
public sealed record FactorOptions : IConsistentOptions
{
    public static FactorOptions Default { get; } = new();

    /// <summary>Sessions an exposure and a correlation look back, the as-of session included.</summary>
    [Range(10, 2520, Unit = "sessions")]
    public int WindowSessions { get; init; } = 252;

    /// <summary>Fewer observed returns in the window mean no exposure.</summary>
    [Range(10, 2520, Unit = "sessions")]
    public int MinimumObservations { get; init; } = 126;

    /// <summary>A market or sector of fewer names has no return.</summary>
    [Range(1, 100_000, Unit = "names")]
    public int MinimumNames { get; init; } = 3;

    /// <summary>How far an exposure to market or sector is pulled toward 1, 0 … 1.</summary>
    [Range(0, 1)]
    public double Shrinkage { get; init; } = 1.0 / 3;

    [Range(0, LeadingSubspace.MaximumPairs)]
    public int StatisticalFactors { get; init; } = 3;

    /// <summary>Fewer names with a nearly full window give no statistical factors.</summary>
    [Range(2 * LeadingSubspace.MaximumPairs, 100_000, Unit = "names")]
    public int MinimumStatisticalNames { get; init; } = 20;

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (MinimumObservations > WindowSessions)
            yield return (nameof(MinimumObservations), FormattableString.Invariant($"must be at most window_sessions {WindowSessions}, found {MinimumObservations}"));
    }
}
