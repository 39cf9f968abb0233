using Prometheus.Core.Options;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.States.Stability;

namespace Prometheus.Workflows.Universes;

/// <summary>Which universe is selected over which range.</summary>
public sealed record UniverseBackfillOptions
{
    /// <summary>US, EU or ASIA.</summary>
    [Words("US", "EU", "ASIA")]
    public string Region { get; init; } = "US";

    public required DateOnly Start { get; init; }

    public required DateOnly End { get; init; }

    /// <summary>Null is <c>CORE_EQ_REGION</c>, with <c>_LAMBDA</c> where predictions are given.</summary>
    public string? UniverseId { get; init; }

    public UniverseOptions Universe { get; init; } = UniverseOptions.Default;

    /// <summary>Where they name profiles, those stored up to the end mark weak names and are screened.</summary>
    public StabilityOptions Stability { get; init; } = StabilityOptions.Default;

    /// <summary>λ̂ of the region's market, or null.</summary>
    public LambdaPredictions? Lambda { get; init; }

    public string Id => UniverseId ?? $"CORE_EQ_{Region}{(Lambda is null ? "" : "_LAMBDA")}";

    /// <summary>Whose scores rank it.</summary>
    public string AssessmentStrategyId => $"{Region}_CORE_LONG_EQ";
}
