namespace Prometheus.Engines.Assessment;

/// <summary>
/// Ranks of one cross-section, in arrays that are reused from session to session. Equal values share the mean of their ranks, so a rank
/// depends on values alone, never on the order or the number of columns.
/// </summary>
internal sealed class RankScratch(int columns)
{
    private readonly double[] _sorted = new double[columns];
    private readonly int[] _order = new int[columns];
    private readonly double[] _groupScores = new double[columns];
    private readonly int[] _groupColumns = new int[columns];
    private readonly int[] _groupEnds = new int[byte.MaxValue + 1];
    private readonly ValueOrder _values = new(columns);

    /// <summary>
    /// Centred uniform ranks (rank − ½)/n − ½ in (−½, ½) of the observed values, winsorised <paramref name="mads"/> median absolute deviations
    /// around their median; NaN where not observed.
    /// </summary>
    public void CentredRanks(ReadOnlySpan<double> values, double mads, Span<double> ranks)
    {
        var n = 0;
        for (var i = 0; i < values.Length; i++)
        {
            ranks[i] = double.NaN;
            if (double.IsNaN(values[i]))
                continue;
            _sorted[n] = values[i];
            _order[n++] = i;
        }

        if (n == 0)
            return;
        var sorted = _sorted.AsSpan(0, n);
        var order = _order.AsSpan(0, n);
        _values.Sort(sorted, order);
        var median = MedianOf(sorted);
        var reach = mads * MedianDeviation(sorted, median);
        // More than half of the values alike leave no deviation to measure by: then nothing is clipped.
        if (reach > 0)
        {
            foreach (ref var value in sorted)
                value = Math.Clamp(value, median - reach, median + reach);
        }

        Assign(sorted, order, n, ranks);
    }

    /// <summary>
    /// Turns scores into Gaussian ranks within groups: z = Φ⁻¹((rank − ½)/n) among the observed scores of a column's group; NaN where not observed.
    /// </summary>
    /// <param name="scores">One a column.</param>
    /// <param name="groups">Group of each column.</param>
    /// <param name="quantiles">Tables of Φ⁻¹.</param>
    /// <param name="z">Result, one a column.</param>
    public void GroupGaussianRanks(ReadOnlySpan<double> scores, ReadOnlySpan<byte> groups, GaussianQuantiles quantiles, Span<double> z)
    {
        var n = 0;
        Array.Clear(_groupEnds);
        for (var i = 0; i < scores.Length; i++)
        {
            z[i] = double.NaN;
            if (double.IsNaN(scores[i]))
                continue;
            _sorted[n] = scores[i];
            _order[n++] = i;
            _groupEnds[groups[i]]++;
        }

        _values.Sort(_sorted.AsSpan(0, n), _order.AsSpan(0, n));
        var start = 0;
        for (var g = 0; g < _groupEnds.Length; g++)
        {
            var size = _groupEnds[g];
            _groupEnds[g] = start;
            start += size;
        }

        // In ascending order of all scores, each group's own members arrive in ascending order too.
        for (var k = 0; k < n; k++)
        {
            var slot = _groupEnds[groups[_order[k]]]++;
            _groupScores[slot] = _sorted[k];
            _groupColumns[slot] = _order[k];
        }

        start = 0;
        foreach (var end in _groupEnds)
        {
            if (end > start)
                AssignQuantiles(_groupScores.AsSpan(start, end - start), _groupColumns.AsSpan(start, end - start), quantiles.Of(end - start), z);
            start = end;
        }
    }

    private static void AssignQuantiles(ReadOnlySpan<double> sorted, ReadOnlySpan<int> order, double[] quantiles, Span<double> z)
    {
        for (var start = 0; start < sorted.Length;)
        {
            var end = EndOfTie(sorted, start);
            for (var k = start; k < end; k++)
                z[order[k]] = quantiles[start + end]; // 2·(mean rank − ½) = start + end
            start = end;
        }
    }

    private static void Assign(ReadOnlySpan<double> sorted, ReadOnlySpan<int> order, int n, Span<double> ranks)
    {
        for (var start = 0; start < n;)
        {
            var end = EndOfTie(sorted, start);
            var centred = ((start + end) / (2.0 * n)) - 0.5;
            for (var k = start; k < end; k++)
                ranks[order[k]] = centred;
            start = end;
        }
    }

    private static int EndOfTie(ReadOnlySpan<double> sorted, int start)
    {
        var end = start + 1;
        while (end < sorted.Length && sorted[end] == sorted[start])
            end++;
        return end;
    }

    private static double MedianOf(ReadOnlySpan<double> sorted)
    {
        var n = sorted.Length;
        return n % 2 == 1 ? sorted[n / 2] : (sorted[(n / 2) - 1] + sorted[n / 2]) / 2;
    }

    /// <summary>The median of |x − median| of sorted values, by walking outwards from the median.</summary>
    private static double MedianDeviation(ReadOnlySpan<double> sorted, double median)
    {
        var n = sorted.Length;
        var right = 0;
        while (right < n && sorted[right] < median)
            right++;
        var left = right - 1;
        var (previous, deviation) = (0.0, 0.0);
        for (var taken = 0; taken <= n / 2; taken++)
        {
            previous = deviation;
            var below = left >= 0 ? median - sorted[left] : double.PositiveInfinity;
            var above = right < n ? sorted[right] - median : double.PositiveInfinity;
            if (below < above)
            {
                deviation = below;
                left--;
            }
            else
            {
                deviation = above;
                right++;
            }
        }

        return n % 2 == 1 ? deviation : (previous + deviation) / 2;
    }
}
