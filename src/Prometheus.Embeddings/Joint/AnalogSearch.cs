using Prometheus.Core.Numerics;

namespace Prometheus.Embeddings.Joint;

/// <summary>Picks analogs that do not overlap, and says how sure their mean outcome is.</summary>
public static class AnalogSearch
{
    private const int Draws = 1000;
    private const double Tail = 0.05;

    /// <summary>
    /// The best ranked sessions of which none lies within <paramref name="window"/> sessions of the query or of a better one: windows that share
    /// days say the same thing twice.
    /// </summary>
    /// <param name="ranked">Rows of the session axis, best first.</param>
    /// <param name="query">Row of the query; later rows are left out.</param>
    /// <returns>Places in <paramref name="ranked"/>.</returns>
    public static IReadOnlyList<int> WithoutOverlap(IReadOnlyList<int> ranked, int query, int window, int count)
    {
        var chosen = new List<int>();
        for (var k = 0; k < ranked.Count && chosen.Count < count; k++)
        {
            var session = ranked[k];
            if (session < query && query - session >= window && chosen.TrueForAll(c => Math.Abs(ranked[c] - session) >= window))
                chosen.Add(k);
        }

        return chosen;
    }

    /// <summary>Bootstrap of the mean: draws with replacement among the analogs whose outcome is known.</summary>
    /// <param name="outcomes">One an analog; NaN is left out.</param>
    /// <param name="seed">Names the random numbers, for example entity, date and measure.</param>
    public static AnalogBand Band(IEnumerable<double> outcomes, params ReadOnlySpan<string> seed)
    {
        double[] known = [.. outcomes.Where(o => !double.IsNaN(o))];
        if (known.Length == 0)
            return new AnalogBand(double.NaN, double.NaN, double.NaN, 0);
        var stream = new RandomStream(seed);
        var (means, draw) = (new double[Draws], new double[known.Length]);
        for (var d = 0; d < Draws; d++)
        {
            for (var i = 0; i < draw.Length; i++)
                draw[i] = known[stream.NextInt(known.Length)];
            means[d] = LaneStatistics.Mean(draw);
        }

        Array.Sort(means);
        return new AnalogBand(LaneStatistics.Mean(known), means[(int)(Tail * Draws)], means[(int)((1 - Tail) * Draws) - 1], known.Length);
    }
}

/// <summary>The mean outcome of the analogs and how sure it is: the 5 % and 95 % points of the mean under resampling. NaN where none is known.</summary>
/// <param name="Mean">Over the analogs with a known outcome.</param>
/// <param name="Low">5 % point.</param>
/// <param name="High">95 % point.</param>
/// <param name="Count">Analogs with a known outcome.</param>
public sealed record AnalogBand(double Mean, double Low, double High, int Count);
