namespace Prometheus.Core.Numerics;

/// <summary>Moments of observed values (no NaN inside) on top of <see cref="LaneSum"/>; two passes, so a large mean costs no digits.</summary>
public static class LaneStatistics
{
    /// <summary>Arithmetic mean; NaN for an empty span.</summary>
    public static double Mean(ReadOnlySpan<double> values)
        => values.IsEmpty ? double.NaN : LaneSum.Sum(values) / values.Length;

    /// <summary>Sample standard deviation (n − 1); NaN for fewer than two values.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values) => StandardDeviation(values, Mean(values));

    /// <summary>The same around a mean already computed by <see cref="Mean"/>.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values, double mean)
        => values.Length < 2 ? double.NaN : Math.Sqrt(LaneSum.SquaredDeviations(values, mean) / (values.Length - 1));
}
