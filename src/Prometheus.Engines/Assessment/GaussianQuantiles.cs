using Prometheus.Core.Numerics;

namespace Prometheus.Engines.Assessment;

/// <summary>
/// Φ⁻¹((rank − ½)/n) for every rank of a group of n, half ranks of ties included: entry k is Φ⁻¹(k / 2n). Tables are built on first use.
/// </summary>
internal sealed class GaussianQuantiles(int largest)
{
    private readonly double[]?[] _tables = new double[largest + 1][];

    public double[] Of(int n)
    {
        if (_tables[n] is { } known)
            return known;
        var table = new double[2 * n];
        for (var k = 1; k < table.Length; k++)
            table[k] = NormalDistribution.InverseCdf(k / (2.0 * n));
        return _tables[n] = table;
    }
}
