using Prometheus.Core.Instruments;

namespace Prometheus.Storage.Stores;

/// <summary>What is known of one instrument's stored bars without reading them. One source an instrument.</summary>
/// <param name="Rows">Stored bars.</param>
/// <param name="Digest"><see cref="PriceRows.Digest"/> of the stored bars.</param>
public sealed record PriceSeries(
    string InstrumentId,
    string MarketId,
    string Source,
    PriceBasis Basis,
    string Currency,
    DateOnly FirstDate,
    DateOnly LastDate,
    int Rows,
    string Digest);
