using Prometheus.Core.Markets;
using Prometheus.Encoders.Scaling;

namespace Prometheus.Scenarios;

/// <summary>
/// What an ordinary change is worth: 1.4826 times the median absolute change of each number of a slot over the names and some rows of
/// the training slice, fitted on the first session of each year from rows ≤ the session before, less the embargo.
/// Changes are measured from zero, so no change stays no change.
/// </summary>
internal sealed class DescriptorScales
{
    private readonly SortedList<int, double[]> _fits = [];

    /// <param name="movesAt">The moves of all names at a row: <see cref="DescriptorLayout.SlotWidth"/> arrays, NaN where there is none.</param>
    public static DescriptorScales Fit(Market market, ScenarioDescriptorOptions options, Func<int, double[][]> movesAt)
    {
        var scales = new DescriptorScales();
        var seen = Enumerable.Range(0, DescriptorLayout.SlotWidth).Select(_ => new List<double>()).ToArray();
        var next = 0;
        for (var t = 1; t < market.Sessions.Count; t++)
        {
            if (market.Sessions[t].Year == market.Sessions[t - 1].Year)
                continue;
            for (; next <= t - 1 - options.EmbargoSessions; next += options.TrainingStride)
                Collect(movesAt(next), seen);
            if (seen.All(s => s.Count >= options.MinimumTrainingValues))
                scales._fits.Add(t, Array.ConvertAll(seen, MedianScale));
        }

        return scales;
    }

    /// <summary>The scales that serve a session, and the session they serve from; null before the first fit.</summary>
    public (int Since, double[] Scales)? At(int session)
    {
        for (var k = _fits.Count - 1; k >= 0; k--)
        {
            if (_fits.Keys[k] <= session)
                return (_fits.Keys[k], _fits.Values[k]);
        }

        return null;
    }

    private static void Collect(double[][] moves, List<double>[] seen)
    {
        for (var part = 0; part < seen.Length; part++)
        {
            foreach (var value in moves[part])
            {
                if (!double.IsNaN(value))
                    seen[part].Add(Math.Abs(value));
            }
        }
    }

    /// <summary>Sorting in place does no harm: only the values count, not their order.</summary>
    private static double MedianScale(List<double> sizes)
    {
        sizes.Sort();
        var upper = sizes[sizes.Count / 2];
        var median = (sizes.Count & 1) == 1 ? upper : sizes[(sizes.Count / 2) - 1] + ((upper - sizes[(sizes.Count / 2) - 1]) / 2);
        return ExpandingScale.DeviationsPerMad * median;
    }
}
