namespace Prometheus.Backtest.Metrics;

/// <summary>Share of moving sessions that gained.</summary>
public static class HitRate
{
    /// <returns>NaN where no session moved.</returns>
    public static double Of(ReadOnlySpan<double> returns)
    {
        var (gained, moved) = (0, 0);
        foreach (var r in returns)
        {
            gained += r > 0 ? 1 : 0;
            moved += r != 0 ? 1 : 0;
        }

        return moved == 0 ? double.NaN : (double)gained / moved;
    }
}
