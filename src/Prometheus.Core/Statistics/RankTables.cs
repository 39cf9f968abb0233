using System.Collections.Concurrent;
using Prometheus.Core.Numerics;

namespace Prometheus.Core.Statistics;

/// <summary>
/// What a rank among n values is worth, computed once per n and shared. Entry k = 2·(rank − 1) belongs to a rank in steps of ½, as ties share
/// the average of theirs.
/// </summary>
internal static class RankTables
{
    private static readonly ConcurrentDictionary<int, double[]> GaussianOfCount = new();
    private static readonly ConcurrentDictionary<int, double[]> CentredOfCount = new();

    /// <summary>Φ⁻¹((rank − ½) / n).</summary>
    public static double[] Gaussian(int count)
        => GaussianOfCount.GetOrAdd(count, static n => Build(n, NormalDistribution.InverseCdf));

    /// <summary>(rank − ½) / n − ½, uniform on (−½, ½).</summary>
    public static double[] Centred(int count)
        => CentredOfCount.GetOrAdd(count, static n => Build(n, share => share - 0.5));

    private static double[] Build(int count, Func<double, double> worth)
    {
        var table = new double[Math.Max(0, (2 * count) - 1)];
        for (var k = 0; k < table.Length; k++)
            table[k] = worth((k + 1) / (2.0 * count));
        return table;
    }
}
