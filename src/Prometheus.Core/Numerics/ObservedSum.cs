using System.Numerics;

namespace Prometheus.Core.Numerics;

/// <summary>Sums and counts per column over rows that may have gaps; lanes lie across columns, so that the width of the vector changes nothing.</summary>
public static class ObservedSum
{
    /// <summary>Adds a row to the sums and counts of its columns; NaN adds to neither.</summary>
    /// <param name="row">One value a column.</param>
    /// <param name="sums">As long as <paramref name="row"/>.</param>
    /// <param name="counts">As long as <paramref name="row"/>.</param>
    public static void Add(ReadOnlySpan<double> row, Span<double> sums, Span<double> counts)
    {
        var lanes = Vector<double>.Count;
        var i = 0;
        for (; i <= row.Length - lanes; i += lanes)
        {
            var x = new Vector<double>(row[i..]);
            var observed = Vector.Equals(x, x);
            (new Vector<double>(sums[i..]) + Vector.ConditionalSelect(observed, x, Vector<double>.Zero)).CopyTo(sums[i..]);
            (new Vector<double>(counts[i..]) + Vector.ConditionalSelect(observed, Vector<double>.One, Vector<double>.Zero)).CopyTo(counts[i..]);
        }

        for (; i < row.Length; i++)
        {
            sums[i] += double.IsNaN(row[i]) ? 0 : row[i];
            counts[i] += double.IsNaN(row[i]) ? 0 : 1;
        }
    }
}
