namespace Prometheus.Backtest.Metrics;

/// <summary>Mean and spread of a handful of numbers, two passes, no NaN expected.</summary>
public static class Sample
{
    /// <summary>NaN for an empty sample.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return values.Length == 0 ? double.NaN : sum / values.Length;
    }

    /// <summary>Divisor n − 1; NaN below two values.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
            return double.NaN;
        var mean = Mean(values);
        var squares = 0.0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / (values.Length - 1));
    }

    /// <summary>The value below which a fraction of the sample lies, nearest rank; NaN for an empty sample. Sorts the input.</summary>
    public static double Quantile(Span<double> values, double fraction)
    {
        if (values.IsEmpty)
            return double.NaN;
        values.Sort();
        return values[Math.Clamp((int)Math.Ceiling(fraction * values.Length) - 1, 0, values.Length - 1)];
    }
}
