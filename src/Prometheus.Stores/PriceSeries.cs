using Prometheus.Core.Instruments;

namespace Prometheus.Stores;

/// <summary>What is stored of one instrument's bars, without the bars. One source an instrument.</summary>
/// <param name="Rows">Stored bars.</param>
public sealed record PriceSeries(
    string InstrumentId, string MarketId, string Source, PriceBasis Basis, string Currency, DateOnly FirstDate, DateOnly LastDate, int Rows);
