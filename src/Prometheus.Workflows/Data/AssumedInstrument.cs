using Prometheus.Core.Markets;
using Prometheus.Stores;

namespace Prometheus.Workflows.Data;

/// <summary>What is assumed of an instrument that a price or sector file names before any reference file described it.</summary>
internal static class AssumedInstrument
{
    /// <summary>An equity of the market's exchange and currency, and its own issuer.</summary>
    public static InstrumentRow Of(MarketDefinition market, string id, string symbol)
        => new(id, id, id, market.MarketId, InstrumentRow.Equity, symbol, market.Exchange, market.Currency, Assumed: true);
}
