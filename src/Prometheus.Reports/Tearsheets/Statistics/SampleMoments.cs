namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>Mean and sample standard deviation (n − 1) of the observed values; NaN cells are left out and not counted.</summary>
/// <param name="Count">Observed values.</param>
/// <param name="Mean">NaN where none was observed.</param>
/// <param name="Deviation">NaN below two observations.</param>
public readonly record struct SampleMoments(int Count, double Mean, double Deviation)
{
    /// <summary>Two passes, in the order of the values.</summary>
    public static SampleMoments Of(ReadOnlySpan<double> values)
    {
        var count = 0;
        var sum = 0.0;
        foreach (var value in values)
        {
            if (double.IsNaN(value))
                continue;
            count++;
            sum += value;
        }

        if (count == 0)
            return new SampleMoments(0, double.NaN, double.NaN);
        var mean = sum / count;
        var squares = 0.0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
                squares += (value - mean) * (value - mean);
        }

        return new SampleMoments(count, mean, count < 2 ? double.NaN : Math.Sqrt(squares / (count - 1)));
    }
}
