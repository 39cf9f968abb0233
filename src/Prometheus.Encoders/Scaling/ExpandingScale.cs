using Prometheus.Core.Panels;

namespace Prometheus.Encoders.Scaling;

/// <summary>
/// Robust standardisation by what was known: z_t = (x_t − median) / (1.4826 · MAD), both over the observed values of rows ≤ t of the same
/// column, clipped. A value once written never changes, so windows of it never do.
/// NaN rule: NaN where x is not observed, where fewer than the minimum were observed so far, and where they do not vary.
/// </summary>
public static class ExpandingScale
{
    /// <summary>Standard deviations a median absolute deviation is worth under a normal law.</summary>
    public const double DeviationsPerMad = 1.4826;

    /// <param name="values">[sessions × columns].</param>
    /// <param name="minimum">Observed values, the row's own included, that a median needs.</param>
    /// <param name="clip">Largest absolute z.</param>
    public static Panel Apply(Panel values, int minimum, double clip)
    {
        var scaled = new double[values.Sessions * values.Columns];
        for (var column = 0; column < values.Columns; column++)
        {
            var seen = new OrderedValues(values.Sessions);
            for (var t = 0; t < values.Sessions; t++)
            {
                var x = values[t, column];
                if (!double.IsNaN(x))
                    seen.Insert(x);
                var mad = seen.Count >= minimum ? DeviationsPerMad * seen.MedianAbsoluteDeviation() : double.NaN;
                scaled[(t * values.Columns) + column] = mad > 0 ? Math.Clamp((x - seen.Median) / mad, -clip, clip) : double.NaN;
            }
        }

        return Panel.Adopt(scaled, values.Sessions, values.Columns);
    }
}
