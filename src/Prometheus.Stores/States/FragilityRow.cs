namespace Prometheus.Stores.States;

/// <summary>A row of <c>fragility_measures</c> as it is read.</summary>
public sealed record FragilityRow
{
    public string EntityId { get; init; } = "";

    public DateOnly AsOfDate { get; init; }

    public string ModelId { get; init; } = "";

    public double FragilityScore { get; init; }

    public string ClassLabel { get; init; } = "";

    public double? ScoreSoft { get; init; }

    public double? ScoreScenario { get; init; }

    public double Coverage { get; init; }

    public string? ScenarioSetId { get; init; }
}
