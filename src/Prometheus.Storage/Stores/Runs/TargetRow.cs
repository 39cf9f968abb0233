namespace Prometheus.Storage.Stores.Runs;

/// <summary>One target weight of a stored decision with the sector its universe saw it in, if it has one.</summary>
public sealed record TargetRow
{
    public DateOnly AsOfDate { get; init; }

    public string EntityId { get; init; } = "";

    public double TargetWeight { get; init; }

    public string? Sector { get; init; }
}
