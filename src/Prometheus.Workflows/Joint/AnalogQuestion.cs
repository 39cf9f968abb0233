namespace Prometheus.Workflows.Joint;

/// <summary>On which earlier sessions was an entity as it is now?</summary>
public sealed record AnalogQuestion
{
    public required string MarketId { get; init; }

    /// <summary>Id of a numeric or joint model.</summary>
    public required string ModelId { get; init; }

    /// <summary>INSTRUMENT, ISSUER, MARKET or REGION.</summary>
    public required string EntityType { get; init; }

    public required string EntityId { get; init; }

    public required DateOnly AsOf { get; init; }

    public int ToleranceDays { get; init; }

    /// <summary>Sessions of a window; analogs do not share days.</summary>
    public int WindowDays { get; init; } = 63;

    public int Count { get; init; } = 10;
}
