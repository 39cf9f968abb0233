namespace Prometheus.Encoders.Scaling;

/// <summary>Median and scale of a training slice.</summary>
/// <param name="Centre">Median.</param>
/// <param name="Scale">1.4826 · median |x − median|; the root mean square about the median where more than half the values are equal; 0 where all are.</param>
public readonly record struct RobustScale(double Centre, double Scale)
{
    /// <param name="values">Observed values, no NaN; their order is destroyed.</param>
    public static RobustScale Of(Span<double> values)
    {
        if (values.IsEmpty)
            return new RobustScale(0, 0);
        var median = Median(values);
        foreach (ref var value in values)
            value = Math.Abs(value - median);

        var scale = ExpandingScale.DeviationsPerMad * Median(values);
        if (scale > 0)
            return new RobustScale(median, scale);
        var squares = 0.0;
        values.Sort(); // selection leaves an order that depends on the route, a sum should not
        foreach (var value in values)
            squares += value * value;
        return new RobustScale(median, Math.Sqrt(squares / values.Length));
    }

    /// <summary>The middle value, or the mean of the middle two, by selection.</summary>
    private static double Median(Span<double> values)
    {
        var upper = Select(values, values.Length / 2);
        if ((values.Length & 1) == 1)
            return upper;
        var lower = double.NegativeInfinity;
        foreach (var value in values[..(values.Length / 2)])
            lower = Math.Max(lower, value);
        return lower + ((upper - lower) / 2);
    }

    /// <summary>The k-th smallest value; what lies before it afterwards is not larger.</summary>
    private static double Select(Span<double> values, int k)
    {
        var (low, high) = (0, values.Length - 1);
        while (low < high)
        {
            var pivot = MiddleOf(values[low], values[(low + high) / 2], values[high]);
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i > j)
                    break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }

            if (k <= j)
                high = j;
            else if (k >= i)
                low = i;
            else
                return values[k];
        }

        return values[k];
    }

    private static double MiddleOf(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
