using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;
using Prometheus.Stores;

namespace Prometheus.Workflows.MarketLoading;

/// <summary>
/// Aligns stored series to sessions: the value of a session is the one about the latest date among those known by then, and none where
/// the youngest of them has been known for more than five sessions.
/// </summary>
internal static class SeriesAssembly
{
    private const int LongestAge = 5;

    // Before the first session there is no session to count by; a trading week is seven days.
    private const int LongestAgeInDays = 7;

    /// <param name="stored">What is known by the end of the slice; a series that says nothing about its sessions is left out.</param>
    public static MarketSeries Assemble(IReadOnlyList<StoredSeries> stored, SessionAxis sessions)
    {
        var aligned = stored.Select(s => (s.SeriesId, Values: Align(s, sessions)))
            .Where(s => s.Values.Any(v => !double.IsNaN(v)))
            .ToArray();
        if (aligned.Length == 0)
            return MarketSeries.None;
        var values = new double[sessions.Count * aligned.Length];
        for (var k = 0; k < aligned.Length; k++)
        {
            for (var t = 0; t < sessions.Count; t++)
                values[(t * aligned.Length) + k] = aligned[k].Values[t];
        }

        return new MarketSeries(Array.ConvertAll(aligned, a => a.SeriesId), Panel.Adopt(values, sessions.Count, aligned.Length));
    }

    private static double[] Align(StoredSeries series, SessionAxis sessions)
    {
        var values = new double[sessions.Count];
        Array.Fill(values, double.NaN);
        var order = Enumerable.Range(0, series.Dates.Length).OrderBy(k => series.KnownOn[k]).ThenBy(k => series.Dates[k]).ToArray();
        var (next, latest, learnt) = (0, -1, 0);
        for (var t = 0; t < sessions.Count; t++)
        {
            for (; next < order.Length && series.KnownOn[order[next]] <= sessions[t]; next++)
            {
                var k = order[next];
                if (t == 0 && series.KnownOn[k] < sessions[0].AddDays(-LongestAgeInDays))
                    continue;
                (latest, learnt) = (latest < 0 || series.Dates[k] > series.Dates[latest] ? k : latest, t);
            }

            if (latest >= 0 && t - learnt <= LongestAge)
                values[t] = series.Values[latest];
        }

        return values;
    }
}
