using Prometheus.Backtest.Metrics;

namespace Prometheus.Backtest.Comparison;

/// <summary>How much of two long books is the same: Σ min(w, v) / max(Σw, Σv) of the latest targets, averaged over decisions.</summary>
public static class HoldingsOverlap
{
    /// <param name="own">Decisions by ascending date.</param>
    /// <param name="other">Decisions by ascending date.</param>
    /// <returns>
    /// 0 … 1, averaged over the decisions of either from the first date on which both have decided; decisions at which both are in cash are left
    /// out. NaN where nothing is left.
    /// </returns>
    public static double Of(IReadOnlyList<DatedBook> own, IReadOnlyList<DatedBook> other)
    {
        var shares = new List<double>();
        var (i, j) = (-1, -1);
        while (i + 1 < own.Count || j + 1 < other.Count)
        {
            var date = Earlier(own, i + 1, other, j + 1);
            if (i + 1 < own.Count && own[i + 1].Date == date)
                i++;
            if (j + 1 < other.Count && other[j + 1].Date == date)
                j++;
            if (i >= 0 && j >= 0 && Share(own[i].Weights, other[j].Weights) is var share && !double.IsNaN(share))
                shares.Add(share);
        }

        return Sample.Mean([.. shares]);
    }

    private static DateOnly Earlier(IReadOnlyList<DatedBook> own, int i, IReadOnlyList<DatedBook> other, int j)
    {
        if (i >= own.Count)
            return other[j].Date;
        return j >= other.Count || own[i].Date < other[j].Date ? own[i].Date : other[j].Date;
    }

    private static double Share(IReadOnlyDictionary<string, double> own, IReadOnlyDictionary<string, double> other)
    {
        var (common, mine, theirs) = (0.0, 0.0, 0.0);
        foreach (var (id, weight) in own.OrderBy(w => w.Key, StringComparer.Ordinal))
        {
            mine += weight;
            common += Math.Min(weight, other.GetValueOrDefault(id));
        }

        foreach (var (_, weight) in other.OrderBy(w => w.Key, StringComparer.Ordinal))
            theirs += weight;
        var larger = Math.Max(mine, theirs);
        return larger > 0 ? common / larger : double.NaN;
    }
}

/// <summary>The targets of one decision.</summary>
/// <param name="Date">Session of the decision.</param>
/// <param name="Weights">Fraction of equity by instrument id.</param>
public sealed record DatedBook(DateOnly Date, IReadOnlyDictionary<string, double> Weights);
