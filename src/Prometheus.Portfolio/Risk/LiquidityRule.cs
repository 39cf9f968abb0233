using Prometheus.Core.Instruments;

namespace Prometheus.Portfolio.Risk;

/// <summary>
/// Sessions to sell a position: |w|·equity / close shares at a share of the average volume. Levels must be RAW; other names, and names
/// without a close or a volume, are not bound.
/// </summary>
internal sealed class LiquidityRule : IRiskRule
{
    public string CappedId => "CAPPED_DAYS_TO_LIQUIDATE";

    public string RejectedId => "REJECTED_DAYS_TO_LIQUIDATE_CAP";

    public void Apply(RiskContext context, RiskOptions options, ReadOnlySpan<int> instruments, Span<double> weights)
    {
        var market = context.Market;
        var closes = market.Close.Row(market.AsOf);
        var volumes = AverageVolume.Of(market, instruments, options.VolumeSessions);
        for (var i = 0; i < weights.Length; i++)
        {
            if (market.BasisOf(instruments[i]) != PriceBasis.Raw)
                continue;
            var sellable = options.MaximumDaysToLiquidate * options.LiquidationParticipation * volumes[i];
            var limit = sellable * closes[instruments[i]] / context.Holdings.Equity;
            if (!double.IsNaN(limit))
                weights[i] = Shrink.ToLimit(weights[i], limit);
        }
    }
}
