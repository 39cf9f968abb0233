namespace Prometheus.Backtest.Metrics;

/// <summary>The deepest falls of a curve, deepest first, each from its peak to its recovery; they do not overlap.</summary>
public static class WorstDrawdowns
{
    public static Drawdown[] Of(ReadOnlySpan<double> curve, int count)
    {
        var found = new List<Drawdown>();
        var (peak, trough) = (0, 0);
        for (var i = 1; i < curve.Length; i++)
        {
            if (curve[i] >= curve[peak])
            {
                Add(found, curve, peak, trough, i);
                (peak, trough) = (i, i);
            }
            else if (curve[i] < curve[trough])
            {
                trough = i;
            }
        }

        Add(found, curve, peak, trough, null);
        return found.OrderBy(d => d.Depth).ThenBy(d => d.Peak).Take(count).ToArray();
    }

    private static void Add(List<Drawdown> found, ReadOnlySpan<double> curve, int peak, int trough, int? recovery)
    {
        if (trough > peak)
            found.Add(new Drawdown(peak, trough, recovery, (curve[trough] / curve[peak]) - 1));
    }
}
