using System.Text.Json.Serialization;
using Prometheus.Core.Options;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Portfolio.Costs;

/// <summary>What a trade costs, from <see cref="CostOptions"/>: slippage moves the price, commission is cash beside it.</summary>
public sealed class CostModel(CostOptions options)
{
    private readonly double _slippage = options.SlippageBps / 10_000;
    private readonly double _commission = options.CommissionBps / 10_000;

    /// <summary>Price a trade gets when the market shows <paramref name="reference"/>: p·(1 + s) for a buy, p·(1 − s) for a sell.</summary>
    public double FillPrice(OrderSide side, double reference)
        => side == OrderSide.Buy ? reference * (1 + _slippage) : reference * (1 - _slippage);

    /// <summary>Cash, ≥ 0, for a traded value ≥ 0.</summary>
    public double Commission(double tradedValue) => tradedValue * _commission;

    /// <summary>Cash that buying <paramref name="quantity"/> shares takes, commission included.</summary>
    public double CashToBuy(double quantity, double reference)
    {
        var value = quantity * FillPrice(OrderSide.Buy, reference);
        return value + Commission(value);
    }
}

/// <summary>What trading costs, in basis points of traded value; charged in the simulator and weighed in construction alike.</summary>
public sealed record CostOptions
{
    public static CostOptions Default { get; } = new();

    /// <summary>A buy pays p·(1 + s), a sell receives p·(1 − s).</summary>
    [Range(0, 5_000, Unit = "bps")]
    public double SlippageBps { get; init; } = 5;

    [Range(0, 5_000, Unit = "bps")]
    public double CommissionBps { get; init; } = 1;

    /// <summary>Buying and selling again, as a fraction of value.</summary>
    [JsonIgnore]
    public double RoundTripFraction => 2 * (SlippageBps + CommissionBps) / 10_000;
}
