namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>Annualised Sharpe ratio of the last sessions.</summary>
public static class RollingSharpe
{
    /// <summary>Half a year.</summary>
    public const int Window = 126;

    /// <summary>Row t from the returns of its own window; NaN before the window is full, where a return is missing or all are equal.</summary>
    public static double[] Of(ReadOnlySpan<double> returns, int window = Window)
    {
        var sharpe = new double[returns.Length];
        for (var t = 0; t < returns.Length; t++)
        {
            var moments = t + 1 < window ? default : SampleMoments.Of(returns.Slice(t + 1 - window, window));
            sharpe[t] = moments.Count == window ? Annualized.Sharpe(moments) : double.NaN;
        }

        return sharpe;
    }
}
