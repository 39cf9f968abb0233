using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Assessment;

namespace Prometheus.Tests.Opinions.Assessment;

/// <summary>The assessment of one session written out from its definition, slowly and without the engine's code.</summary>
internal static class PlainAssessment
{
    private const int MaximumAge = 5;

    /// <summary>Return 5, return 21, momentum, closeness to the high, idiosyncratic volatility of one name.</summary>
    public static double[] Ingredients(Market market, int t, int i)
    {
        var high = Enumerable.Range(Math.Max(0, t - 251), Math.Min(t + 1, 252)).Select(s => market.TotalReturns.LogIndex[s, i])
            .Where(x => !double.IsNaN(x)).ToArray();
        return
        [
            Level(market, t, i) - Level(market, t - 5, i),
            Level(market, t, i) - Level(market, t - 21, i),
            Level(market, t - 21, i) - Level(market, t - 252, i),
            high.Length < 200 ? double.NaN : Level(market, t, i) - high.Max(),
            Idiosyncratic(market, t, i),
        ];
    }

    /// <summary>z of every name on one session.</summary>
    public static double[] Z(Market market, int t, double[] weights, AssessmentOptions options)
    {
        var columns = market.Instruments.Count;
        var ingredients = Enumerable.Range(0, columns).Select(i => Ingredients(market, t, i)).ToArray();
        var ranks = Enumerable.Range(0, 5).Select(f => CentredRanks(ingredients.Select(x => x[f]).ToArray(), options.WinsorAtMads)).ToArray();
        var combined = Enumerable.Range(0, columns).Select(i => Combined(ranks.Select(r => r[i]).ToArray(), weights, options.MinimumCoverage)).ToArray();
        var sectors = Enumerable.Range(0, columns).Select(i => market.Sectors.Codes[t, i]).ToArray();
        return Enumerable.Range(0, columns).Select(i =>
        {
            if (double.IsNaN(combined[i]) || double.IsNaN(ingredients[i][4]))
                return double.NaN;
            var peers = Enumerable.Range(0, columns).Where(j => sectors[j] == sectors[i] && !double.IsNaN(combined[j])).Select(j => combined[j]).ToArray();
            return NormalDistribution.InverseCdf((Rank(combined[i], peers) - 0.5) / peers.Length);
        }).ToArray();
    }

    private static double Level(Market market, int t, int i)
    {
        for (var age = 0; age <= MaximumAge && t - age >= 0; age++)
        {
            if (!double.IsNaN(market.TotalReturns.LogIndex[t - age, i]))
                return market.TotalReturns.LogIndex[t - age, i];
        }

        return double.NaN;
    }

    private static double Idiosyncratic(Market market, int t, int i)
    {
        var simple = market.TotalReturns.Simple;
        var rows = Enumerable.Range(Math.Max(0, t - 62), Math.Min(t + 1, 63)).Where(s => !double.IsNaN(simple[s, i])).ToArray();
        if (rows.Length < 55)
            return double.NaN;
        var own = rows.Select(s => simple[s, i]).ToArray();
        var common = rows.Select(s => Observed(simple, s).Average()).ToArray();
        var (ownMean, commonMean) = (own.Average(), common.Average());
        var beta = own.Zip(common, (x, m) => (x - ownMean) * (m - commonMean)).Sum() / common.Sum(m => (m - commonMean) * (m - commonMean));
        var squares = own.Zip(common, (x, m) => x - ownMean - (beta * (m - commonMean))).Sum(e => e * e);
        return Math.Sqrt(squares / (rows.Length - 2));
    }

    private static IEnumerable<double> Observed(Panel panel, int t)
        => panel.Row(t).ToArray().Where(x => !double.IsNaN(x));

    private static double[] CentredRanks(double[] values, double mads)
    {
        var observed = values.Where(v => !double.IsNaN(v)).ToArray();
        var median = Median(observed);
        var reach = mads * Median(observed.Select(v => Math.Abs(v - median)).ToArray());
        double Clip(double v) => reach > 0 ? Math.Clamp(v, median - reach, median + reach) : v;
        var clipped = observed.Select(Clip).ToArray();
        return values.Select(v => double.IsNaN(v) ? double.NaN : ((Rank(Clip(v), clipped) - 0.5) / clipped.Length) - 0.5).ToArray();
    }

    private static double Combined(double[] ranks, double[] weights, double minimumCoverage)
    {
        var observed = Enumerable.Range(0, ranks.Length).Where(f => weights[f] != 0 && !double.IsNaN(ranks[f])).ToArray();
        var present = observed.Sum(f => Math.Abs(weights[f]));
        return present == 0 || present / weights.Sum(Math.Abs) < minimumCoverage ? double.NaN : observed.Sum(f => weights[f] * ranks[f]) / present;
    }

    /// <summary>Average rank over ties.</summary>
    private static double Rank(double value, double[] among)
        => among.Count(v => v < value) + ((among.Count(v => v == value) + 1) / 2.0);

    private static double Median(double[] values)
    {
        if (values.Length == 0)
            return double.NaN;
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
