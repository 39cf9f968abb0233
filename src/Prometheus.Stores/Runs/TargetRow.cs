namespace Prometheus.Stores.Runs;

/// <summary>One target weight of a stored decision with the reasons of its universe row, if it has one.</summary>
public sealed record TargetRow
{
    public DateOnly AsOfDate { get; init; }

    public string EntityId { get; init; } = "";

    public double TargetWeight { get; init; }

    public string? Reasons { get; init; }
}
