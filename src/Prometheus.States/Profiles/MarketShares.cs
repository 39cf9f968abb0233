using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;

namespace Prometheus.States.Profiles;

/// <summary>Where a name stands among its market's on a session, as the share of names below it; a session's ranks are made when first asked for.</summary>
public sealed class MarketShares(Market market)
{
    /// <summary>What is read of a market.</summary>
    public const MarketReads Reads = MarketReads.Members | MarketReads.Levels;

    /// <summary>Sessions of a month.</summary>
    public const int Month = 21;

    private const int Quarter = 63;
    private const int Year = 252;

    private readonly Dictionary<(char Kind, int Session), double[]> _shares = [];

    /// <summary>Of the standard deviation of daily returns over 63 sessions; NaN with fewer than 55 of them.</summary>
    public double Volatility(int t, int column) => Share('v', t, column, VolatilityOf);

    /// <summary>Of the mean value traded a session over 63 sessions, where prices are raw: adjusted levels know the future.</summary>
    public double Turnover(int t, int column) => Share('d', t, column, TurnoverOf);

    /// <summary>Of the total return over 252 sessions.</summary>
    public double YearReturn(int t, int column) => Share('r', t, column, YearReturnOf);

    private double Share(char kind, int t, int column, Func<int, int, double> measure)
    {
        if (!_shares.TryGetValue((kind, t), out var shares))
            _shares.Add((kind, t), shares = Ranked(t, measure));
        return shares[column];
    }

    private double[] Ranked(int t, Func<int, int, double> measure)
    {
        var values = new double[market.Instruments.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = market.Funds.Contains(i) ? double.NaN : measure(t, i);
        var sorted = values.Where(v => !double.IsNaN(v)).Order().ToArray();
        return Array.ConvertAll(values, v => double.IsNaN(v) ? double.NaN : Below(sorted, v) / (double)sorted.Length);
    }

    private static int Below(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private double VolatilityOf(int t, int column)
    {
        var (n, sum, squares) = (0, 0.0, 0.0);
        for (var s = Math.Max(0, t - Quarter + 1); s <= t; s++)
        {
            var r = market.TotalReturns.Log[s, column];
            if (double.IsNaN(r))
                continue;
            n++;
            sum += r;
            squares += r * r;
        }

        return n < 55 ? double.NaN : Math.Sqrt(Math.Max(0, (squares - (sum * sum / n)) / (n - 1)));
    }

    private double TurnoverOf(int t, int column)
    {
        if (market.Basis[column] != PriceBasis.Raw)
            return double.NaN;
        var (n, sum) = (0, 0.0);
        for (var s = Math.Max(0, t - Quarter + 1); s <= t; s++)
        {
            var value = market.Prices.Close[s, column] * market.Prices.Volume[s, column];
            if (double.IsNaN(value))
                continue;
            n++;
            sum += value;
        }

        return n == 0 ? double.NaN : sum / n;
    }

    private double YearReturnOf(int t, int column)
        => t < Year ? double.NaN : market.TotalReturns.LogIndex[t, column] - market.TotalReturns.LogIndex[t - Year, column];
}
