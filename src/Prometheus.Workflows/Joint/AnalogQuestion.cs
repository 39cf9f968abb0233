using Prometheus.Core.Options;

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

    [Range(0, 36_500, Unit = "days")]
    public int ToleranceDays { get; init; }

    /// <summary>Sessions of a window; analogs do not share days.</summary>
    [Range(1, 2520, Unit = "sessions")]
    public int WindowDays { get; init; } = 63;

    [Range(1, 1e9, Unit = "analogs")]
    public int Count { get; init; } = 10;
}
