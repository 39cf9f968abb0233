using Prometheus.States.Fragility;

namespace Prometheus.Workflows.Fragility;

/// <summary>Whose fragility is scored over which range.</summary>
public sealed record FragilityScoreOptions
{
    public required string MarketId { get; init; }

    public required DateOnly Start { get; init; }

    public required DateOnly End { get; init; }

    public FragilityOptions Fragility { get; init; } = FragilityOptions.Default;

    /// <summary>Id or name of the set behind the scenario component, or null. Its data must end on or before the first scored session.</summary>
    public string? ScenarioSetId { get; init; }
}
