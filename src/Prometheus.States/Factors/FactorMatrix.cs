using Prometheus.Core.Numerics;

namespace Prometheus.States.Factors;

/// <summary>How factors moved together over a window, by <see cref="LedoitWolf"/> pulled toward no correlation.</summary>
/// <param name="FirstSession">First row of the window.</param>
/// <param name="LastSession">Last row.</param>
/// <param name="Ids">Factors with a return on every session of the window.</param>
/// <param name="Volatilities">Sample deviation of each, daily.</param>
/// <param name="Correlations">Lower triangle with its diagonal, row after row.</param>
/// <param name="Shrinkage">0: the sample's, 1: none.</param>
public sealed record FactorMatrix(
    int FirstSession, int LastSession, IReadOnlyList<string> Ids, double[] Volatilities, double[] Correlations, double Shrinkage)
{
    /// <summary>The matrix of the window that ends on a session; null where fewer than two factors have all of it.</summary>
    public static FactorMatrix? Of(FactorState state, int session)
    {
        var window = state.Options.WindowSessions;
        var first = session - window + 1;
        if (first < 0)
            return null;
        var columns = Enumerable.Range(0, state.Factors.Count)
            .Select(f => (Factor: f, Values: Enumerable.Range(first, window).Select(t => state.Returns[t, f]).ToArray()))
            .Where(c => Array.TrueForAll(c.Values, v => !double.IsNaN(v)))
            .ToArray();
        if (columns.Length < 2)
            return null;
        var deviations = Array.ConvertAll(columns, c => LaneStatistics.StandardDeviation(c.Values));
        var scaled = Array.ConvertAll(columns, c => Scaled(c.Values));
        var (correlations, shrinkage) = Correlate(scaled, window);
        return new FactorMatrix(first, session, Array.ConvertAll(columns, c => state.Factors[c.Factor].Id), deviations, correlations, shrinkage);
    }

    /// <summary>Mean 0 and mean square 1; all 0 where nothing moved.</summary>
    private static double[] Scaled(double[] values)
    {
        var mean = LaneSum.Sum(values) / values.Length;
        var square = 0.0;
        foreach (var value in values)
            square += (value - mean) * (value - mean);
        var scale = square > 0 ? Math.Sqrt(square / values.Length) : 1;
        return Array.ConvertAll(values, v => (v - mean) / scale);
    }

    private static (double[] Triangle, double Shrinkage) Correlate(double[][] scaled, int window)
    {
        var triangle = new double[scaled.Length * (scaled.Length + 1) / 2];
        var (cell, norm, trace) = (0, 0.0, 0.0);
        for (var i = 0; i < scaled.Length; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var t = 0; t < window; t++)
                    sum += scaled[i][t] * scaled[j][t];
                triangle[cell] = sum / window;
                norm += (i == j ? 1 : 2) * triangle[cell] * triangle[cell];
                trace += i == j ? triangle[cell] : 0;
                cell++;
            }
        }

        var fourth = 0.0;
        for (var t = 0; t < window; t++)
        {
            var square = 0.0;
            foreach (var factor in scaled)
                square += factor[t] * factor[t];
            fourth += square * square;
        }

        var shrinkage = LedoitWolf.Estimate(window, scaled.Length, trace, norm, fourth).Intensity;
        cell = 0;
        for (var i = 0; i < scaled.Length; i++)
        {
            for (var j = 0; j <= i; j++, cell++)
                triangle[cell] = i == j ? 1 : (1 - shrinkage) * triangle[cell];
        }

        return (triangle, shrinkage);
    }
}
