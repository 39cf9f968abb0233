using System.Collections.Concurrent;
using Prometheus.Core.Numerics;

namespace Prometheus.Core.Statistics;

/// <summary>The normal score of a rank, Φ⁻¹((rank − ½) / n), from a table per n (computed once, shared).</summary>
public static class GaussianRank
{
    private static readonly ConcurrentDictionary<int, double[]> Tables = new();

    /// <param name="rank">1 … <paramref name="count"/> in steps of ½ (an average over ties).</param>
    /// <param name="count">How many values were ranked.</param>
    public static double Of(double rank, int count) => TableOf(count)[(int)((2 * rank) - 2)];

    /// <summary>Entry 2·(rank − 1) is the score of a rank among <paramref name="count"/> values.</summary>
    internal static double[] TableOf(int count) => Tables.GetOrAdd(count, Build);

    private static double[] Build(int count)
    {
        var table = new double[(2 * count) - 1];
        for (var i = 0; i < table.Length; i++)
            table[i] = NormalDistribution.InverseCdf((i + 1) / (2.0 * count));
        return table;
    }
}
