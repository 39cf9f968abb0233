using Prometheus.Core.Markets;

namespace Prometheus.Portfolio.Risk;

/// <summary>Mean daily volume over the sessions a name traded inside a window.</summary>
public static class AverageVolume
{
    /// <param name="market">The window ends at its as-of session.</param>
    /// <param name="sessions">Sessions looked back, the as-of session included.</param>
    /// <returns>Shares along <paramref name="instruments"/>, in the units of the price basis; NaN where no volume was observed.</returns>
    public static double[] Of(MarketView market, ReadOnlySpan<int> instruments, int sessions)
    {
        var sums = new double[instruments.Length];
        var counts = new int[instruments.Length];
        for (var t = Math.Max(0, market.AsOf - sessions + 1); t <= market.AsOf; t++)
        {
            var row = market.Volume.Row(t);
            for (var i = 0; i < sums.Length; i++)
            {
                var volume = row[instruments[i]];
                if (double.IsNaN(volume))
                    continue;
                sums[i] += volume;
                counts[i]++;
            }
        }

        for (var i = 0; i < sums.Length; i++)
            sums[i] = counts[i] == 0 ? double.NaN : sums[i] / counts[i];
        return sums;
    }
}
