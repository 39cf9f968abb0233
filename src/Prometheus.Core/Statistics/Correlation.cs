using Prometheus.Core.Errors;

namespace Prometheus.Core.Statistics;

/// <summary>How two sets of paired values move together. No NaN inside; NaN where fewer than two pairs exist or either side does not vary.</summary>
public static class Correlation
{
    /// <summary>Pearson's coefficient.</summary>
    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
            throw new ModelError($"a correlation needs as many values on both sides, found {x.Length} and {y.Length}");
        var (meanX, meanY) = (Mean(x), Mean(y));
        var (xx, yy, xy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }

        var scale = Math.Sqrt(xx) * Math.Sqrt(yy);
        return scale > 0 && x.ContainsAnyExcept(x[0]) && y.ContainsAnyExcept(y[0]) ? Math.Clamp(xy / scale, -1, 1) : double.NaN;
    }

    /// <summary>Spearman's coefficient: Pearson's of the ranks, ties share the average rank.</summary>
    public static double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var ranks = new double[x.Length + y.Length];
        Rank(x, ranks.AsSpan(0, x.Length));
        Rank(y, ranks.AsSpan(x.Length));
        return Pearson(ranks.AsSpan(0, x.Length), ranks.AsSpan(x.Length));
    }

    private static void Rank(ReadOnlySpan<double> values, Span<double> ranks)
    {
        var section = new CrossSection(values.Length);
        section.Load(values);
        section.WriteRanks(ranks);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return values.IsEmpty ? double.NaN : sum / values.Length;
    }
}
