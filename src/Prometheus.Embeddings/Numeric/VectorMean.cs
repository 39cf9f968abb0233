namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// What a group of vectors has in common and how much it differs: their mean, and 1 − ‖mean‖² / mean of ‖v‖², 0 where all are alike and near 1 where
/// they point everywhere.
/// </summary>
/// <param name="dimensions">Of every vector.</param>
public sealed class VectorMean(int dimensions)
{
    /// <summary>Fewer vectors say nothing of a group.</summary>
    public const int MinimumMembers = 3;

    private readonly double[] _sum = new double[dimensions];
    private double _squares;

    public int Count { get; private set; }

    public bool IsKnown => Count >= MinimumMembers && _squares > 0;

    public void Add(ReadOnlySpan<float> vector)
    {
        for (var d = 0; d < vector.Length; d++)
        {
            _sum[d] += vector[d];
            _squares += (double)vector[d] * vector[d];
        }

        Count++;
    }

    public double[] Mean() => Array.ConvertAll(_sum, s => s / Count);

    public double Dispersion()
    {
        var common = 0.0;
        foreach (var sum in _sum)
            common += sum / Count * (sum / Count);
        return Math.Max(0, 1 - (common / (_squares / Count)));
    }
}
