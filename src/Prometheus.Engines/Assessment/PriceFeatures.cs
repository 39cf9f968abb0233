using Prometheus.Core.Markets;
using Prometheus.Core.Panels;

namespace Prometheus.Engines.Assessment;

/// <summary>
/// The price ingredients of an assessment, [sessions × instruments], shared by all horizons. All are of total returns; NaN where too little was
/// observed. Returns are logarithmic: only their order within a session is used.
/// </summary>
/// <param name="Return5">Log return over 5 sessions.</param>
/// <param name="Return21">Log return over 21 sessions.</param>
/// <param name="Momentum">Log return from 252 to 21 sessions ago.</param>
/// <param name="HighCloseness">Log distance to the highest close of the last 252 sessions, ≤ 0.</param>
/// <param name="IdiosyncraticVolatility">
/// Daily standard deviation of the residual of simple returns on the equal-weight market return over 63 sessions (OLS, n − 2).
/// </param>
public sealed record PriceFeatures(Panel Return5, Panel Return21, Panel Momentum, Panel HighCloseness, Panel IdiosyncraticVolatility)
{
    /// <param name="market">Total returns are the only input.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between blocks of instruments.</param>
    public static PriceFeatures Compute(Market market, int workers, CancellationToken cancellation = default)
    {
        var returns = market.TotalReturns;
        var (sessions, columns) = (returns.LogIndex.Sessions, returns.LogIndex.Columns);
        var average = EqualWeightReturns(returns.Simple);
        var features = Enumerable.Range(0, 5).Select(_ => new double[sessions * columns]).ToArray();
        Parallel.For(
            0,
            (columns + FeatureBlock.Width - 1) / FeatureBlock.Width,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation },
            () => new FeatureBlock(sessions, average),
            (number, _, block) =>
            {
                var first = number * FeatureBlock.Width;
                var width = Math.Min(FeatureBlock.Width, columns - first);
                block.Load(returns, first, width);
                block.Compute();
                for (var f = 0; f < features.Length; f++)
                    block.Store(f, features[f], columns, first, width);
                return block;
            },
            _ => { });
        return new PriceFeatures(Adopt(0), Adopt(1), Adopt(2), Adopt(3), Adopt(4));

        Panel Adopt(int feature) => Panel.Adopt(features[feature], sessions, columns);
    }

    /// <summary>Mean simple return of the names observed on each session, summed in ordinal order; NaN where none was.</summary>
    public static double[] EqualWeightReturns(Panel simple)
    {
        var average = new double[simple.Sessions];
        for (var t = 0; t < simple.Sessions; t++)
        {
            var (sum, count) = (0.0, 0);
            foreach (var r in simple.Row(t))
            {
                if (double.IsNaN(r))
                    continue;
                sum += r;
                count++;
            }

            average[t] = count > 0 ? sum / count : double.NaN;
        }

        return average;
    }
}
