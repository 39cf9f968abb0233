namespace Prometheus.Portfolio.Risk;

/// <summary>A name that cannot be traded at this close may not be increased beyond what is held.</summary>
internal sealed class TradabilityRule : IRiskRule
{
    public string CappedId => "CAPPED_NOT_TRADABLE";

    public string RejectedId => "REJECTED_NOT_TRADABLE";

    public void Apply(RiskContext context, RiskOptions options, ReadOnlySpan<int> instruments, Span<double> weights)
    {
        var positions = context.Holdings.Positions;
        var j = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            while (j < positions.Length && positions[j].Instrument < instruments[i])
                j++;
            if (context.Market.IsTradable(instruments[i]))
                continue;
            var held = j < positions.Length && positions[j].Instrument == instruments[i] ? positions[j].MarketValue / context.Holdings.Equity : 0;
            weights[i] = Shrink.ToLimit(weights[i], held > 0 == weights[i] > 0 ? Math.Abs(held) : 0);
        }
    }
}
