namespace Prometheus.Opinions.Lambda;

/// <summary>
/// Ridge regression of λ on standardised columns, the intercept free (Hoerl and Kennard 1970). Its strength is the one among a fixed few that
/// forecasts the last fifth of the training dates best when fitted on the dates before; the coefficients then come from all of them.
/// </summary>
internal static class LambdaRidge
{
    /// <summary>Strengths tried, in units of the number of rows.</summary>
    private static readonly double[] Strengths = [0.0001, 0.001, 0.01, 0.1, 1];

    private const double HeldOut = 0.2;

    /// <param name="columns">Equal lengths; the first is the intercept.</param>
    /// <param name="target">As long as each column.</param>
    /// <param name="dates">Ascending, one a row.</param>
    /// <returns>A coefficient a column.</returns>
    public static double[] Solve(IReadOnlyList<double[]> columns, double[] target, DateOnly[] dates)
    {
        var split = SplitOf(dates);
        var (best, strength) = (double.PositiveInfinity, Strengths[0]);
        foreach (var candidate in Strengths)
        {
            if (split == 0)
                break;
            var error = Error(columns, target, split, Solve(columns, target, split, candidate));
            if (error < best)
                (best, strength) = (error, candidate);
        }

        return Solve(columns, target, target.Length, strength);
    }

    /// <summary>First row of the last fifth of the dates; 0 where they are too few to hold any back.</summary>
    private static int SplitOf(DateOnly[] dates)
    {
        var distinct = dates.Distinct().ToArray();
        var kept = (int)(distinct.Length * (1 - HeldOut));
        return kept == 0 || kept == distinct.Length ? 0 : Array.FindIndex(dates, d => d >= distinct[kept]);
    }

    /// <summary>Least squares with a row √(n·strength) more for each shrunk column, whose target is 0.</summary>
    private static double[] Solve(IReadOnlyList<double[]> columns, double[] target, int rows, double strength)
    {
        var root = Math.Sqrt(strength * rows);
        var stacked = new double[columns.Count][];
        for (var c = 0; c < stacked.Length; c++)
        {
            stacked[c] = new double[rows + columns.Count - 1];
            columns[c].AsSpan(0, rows).CopyTo(stacked[c]);
            if (c > 0)
                stacked[c][rows + c - 1] = root;
        }

        var extended = new double[rows + columns.Count - 1];
        target.AsSpan(0, rows).CopyTo(extended);
        return LeastSquares.Solve(stacked, extended);
    }

    private static double Error(IReadOnlyList<double[]> columns, double[] target, int first, double[] coefficients)
    {
        var sum = 0.0;
        for (var k = first; k < target.Length; k++)
        {
            var forecast = 0.0;
            for (var c = 0; c < columns.Count; c++)
                forecast += coefficients[c] * columns[c][k];
            sum += (target[k] - forecast) * (target[k] - forecast);
        }

        return sum;
    }
}
