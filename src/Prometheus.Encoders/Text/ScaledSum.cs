using System.Numerics;

namespace Prometheus.Encoders.Text;

/// <summary>sum += factor · row, element by element: lanes hold neighbouring sums, never parts of one, so vector width changes nothing.</summary>
internal static class ScaledSum
{
    public static void Add(Span<double> sum, double factor, ReadOnlySpan<double> row)
    {
        var lanes = Vector<double>.Count;
        var scale = new Vector<double>(factor);
        var i = 0;
        for (; i <= row.Length - lanes; i += lanes)
            (new Vector<double>(sum[i..]) + (scale * new Vector<double>(row[i..]))).CopyTo(sum[i..]);
        for (; i < row.Length; i++)
            sum[i] += factor * row[i];
    }

    /// <summary>The same with a row that is stored in single precision.</summary>
    public static void Add(Span<double> sum, double factor, ReadOnlySpan<float> row)
    {
        var lanes = Vector<float>.Count;
        var half = Vector<double>.Count;
        var scale = new Vector<double>(factor);
        var i = 0;
        for (; i <= row.Length - lanes; i += lanes)
        {
            Vector.Widen(new Vector<float>(row[i..]), out var low, out var high);
            (new Vector<double>(sum[i..]) + (scale * low)).CopyTo(sum[i..]);
            (new Vector<double>(sum[(i + half)..]) + (scale * high)).CopyTo(sum[(i + half)..]);
        }

        for (; i < row.Length; i++)
            sum[i] += factor * row[i];
    }
}
