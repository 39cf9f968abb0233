using Prometheus.Core.Numerics;
using Prometheus.Core.Time;
using Prometheus.Sources.Prices;

namespace Prometheus.Sources.Synthetic;

/// <summary>A fund that follows the market factor itself, so it does not depend on how many companies there are.</summary>
internal static class IndexFund
{
    public const string Symbol = "SPY";
    public const string Name = "Synthetic Market Index Fund";

    private const double FirstPrice = 200;
    private const double AnnualFee = 0.0009;
    private const double DividendYield = 0.018;
    private const double DollarVolume = 20e9;
    private const ulong NumbersPerSession = 4;

    public static ImportedSeries Simulate(string instrumentId, SyntheticFactors climate, SessionAxis sessions, long seed)
    {
        var bars = new BarColumns(sessions.Count);
        var noise = SyntheticFactors.StreamOf(seed, "path", Symbol);
        var price = FirstPrice;
        for (var t = 0; t < sessions.Count; t++)
        {
            var dividend = t % Year.Quarter == Year.Quarter - 1 ? BarColumns.Cents(price * DividendYield / 4) : 0;
            if (dividend > 0)
                bars.Pay(sessions[t], dividend);
            var before = price - dividend;
            price = (price * ScalarMath.Exp(climate.MarketReturn(t) - (AnnualFee / Year.Sessions))) - dividend;
            bars.Add(sessions[t], before, price, climate.RegimeOn(t).AnnualVolatility / Year.Root, DollarVolume, noise, (ulong)t * NumbersPerSession);
        }

        return bars.ToSeries(instrumentId, Symbol);
    }
}
