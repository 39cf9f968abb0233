namespace Prometheus.Stores.States;

/// <summary>One stored stability state.</summary>
public sealed record StabilityRow
{
    public string EntityType { get; init; } = "";

    public string EntityId { get; init; } = "";

    public DateOnly AsOfDate { get; init; }

    public string SoftTargetClass { get; init; } = "";

    public double OverallScore { get; init; }

    public double VolScore { get; init; }

    public double DdScore { get; init; }

    public double TrendScore { get; init; }

    public double Sigma { get; init; }

    public double MaxDrawdown { get; init; }

    public double Trend { get; init; }

    /// <summary>Share of the members that have a state; null for an instrument.</summary>
    public double? Coverage { get; init; }
}
