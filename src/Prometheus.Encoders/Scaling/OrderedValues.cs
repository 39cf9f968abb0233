namespace Prometheus.Encoders.Scaling;

/// <summary>Values kept in ascending order while they arrive, and the median statistics of those so far.</summary>
/// <param name="capacity">Most values.</param>
internal sealed class OrderedValues(int capacity)
{
    private readonly double[] _sorted = new double[capacity];

    public int Count { get; private set; }

    /// <summary>The middle value, or the mean of the middle two; NaN for none.</summary>
    public double Median => Count == 0 ? double.NaN : Middle(k => _sorted[k]);

    /// <param name="value">Not NaN.</param>
    public void Insert(double value)
    {
        var at = Array.BinarySearch(_sorted, 0, Count, value);
        at = at < 0 ? ~at : at;
        Array.Copy(_sorted, at, _sorted, at + 1, Count - at);
        _sorted[at] = value;
        Count++;
    }

    /// <summary>Median of |x − median|; NaN for none.</summary>
    public double MedianAbsoluteDeviation()
    {
        if (Count == 0)
            return double.NaN;
        var median = Median;
        return Middle(k => Deviation(k, median));
    }

    private double Middle(Func<int, double> ranked)
    {
        var upper = ranked(Count / 2);
        if ((Count & 1) == 1)
            return upper;
        var lower = ranked((Count / 2) - 1);
        return lower + ((upper - lower) / 2);
    }

    /// <summary>
    /// The k-th smallest |x − median| (from 0). Left of the median the deviations ascend to the left, right of it to the right: the k + 1
    /// smallest are a run of consecutive values, whose beginning is found by halving.
    /// </summary>
    private double Deviation(int k, double median)
    {
        var (low, high) = (0, Count - 1 - k);
        while (low < high)
        {
            var first = (low + high) / 2;
            if (median - _sorted[first] > _sorted[first + k + 1] - median)
                low = first + 1;
            else
                high = first;
        }

        return Math.Max(median - _sorted[low], _sorted[low + k] - median);
    }
}
