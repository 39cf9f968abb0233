using Prometheus.Portfolio.Ledger;

namespace Prometheus.Reports.Tearsheets;

/// <summary>
/// Profit by name from fills and the last positions: cash received − cash paid + what is still held. Splits need no care, for they move no
/// cash; dividends are not in it.
/// </summary>
public sealed class ProfitLedger
{
    private readonly SortedDictionary<string, (double Cash, double MarketValue, double Unrealized)> _names = new(StringComparer.Ordinal);

    /// <param name="quantity">Shares, &gt; 0.</param>
    /// <param name="price">A share, slippage included.</param>
    /// <param name="commission">Cash, ≥ 0.</param>
    public void Book(string instrumentId, OrderSide side, double quantity, double price, double commission)
    {
        var name = _names.GetValueOrDefault(instrumentId);
        var traded = quantity * price;
        _names[instrumentId] = name with { Cash = name.Cash + (side == OrderSide.Sell ? traded : -traded) - commission };
    }

    /// <summary>States what is held at the end; one call a name.</summary>
    public void Mark(string instrumentId, double marketValue, double unrealized)
        => _names[instrumentId] = _names.GetValueOrDefault(instrumentId) with { MarketValue = marketValue, Unrealized = unrealized };

    /// <summary>In ordinal order of the ids.</summary>
    public IReadOnlyList<InstrumentProfit> Profits()
        => [.. _names.Select(n => new InstrumentProfit(n.Key, n.Value.Cash + n.Value.MarketValue - n.Value.Unrealized, n.Value.Unrealized))];
}
