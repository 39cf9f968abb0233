using Prometheus.Core.Markets;

namespace Prometheus.Tests.Backtest.Strategies;

/// <summary>W1 written a second time, straight from its rule, over plain arrays: the oracle.</summary>
internal static class PlainW1
{
    public static double[] EquityCurve(Market market)
    {
        var (sessions, names) = (market.Sessions.Count, market.Instruments.Count);
        var cash = 1_000_000.0;
        var held = new double[names];
        var lastClose = new double[names];
        Dictionary<int, double>? target = null;
        var curve = new double[sessions];
        for (var t = 0; t < sessions; t++)
        {
            if (target is not null)
            {
                for (var i = 0; i < names; i++)
                {
                    var open = market.Prices.Open[t, i];
                    var change = target.GetValueOrDefault(i) - held[i];
                    if (change == 0 || double.IsNaN(open))
                        continue;
                    cash -= (change * open) + (Math.Abs(change * open) * 0.0005);
                    held[i] += change;
                }

                target = null;
            }

            var equity = cash;
            for (var i = 0; i < names; i++)
            {
                var close = market.Prices.Close[t, i];
                if (!double.IsNaN(close))
                    lastClose[i] = close;
                else if (held[i] != 0 && lastClose[i] == 0)
                    lastClose[i] = market.Prices.Open[t, i];
                equity += held[i] == 0 ? 0 : held[i] * lastClose[i];
            }

            curve[t] = equity;
            if (t >= 63 && (t - 63) % 21 == 0 && t < sessions - 1)
                target = Targets(market, t, equity);
        }

        return curve;
    }

    private static Dictionary<int, double> Targets(Market market, int t, double equity)
    {
        var ranked = Enumerable.Range(0, market.Instruments.Count)
            .Where(i => !double.IsNaN(market.Prices.Close[t, i]) && !double.IsNaN(market.Prices.Close[t - 63, i]))
            .OrderByDescending(i => (market.Prices.Close[t, i] / market.Prices.Close[t - 63, i]) - 1)
            .ThenBy(i => market.Instruments[i], StringComparer.Ordinal)
            .ToArray();
        var k = Math.Max(1, ranked.Length / 5);
        return ranked.Take(k).ToDictionary(i => i, i => Math.Floor(0.98 * equity / k / market.Prices.Close[t, i]));
    }
}
