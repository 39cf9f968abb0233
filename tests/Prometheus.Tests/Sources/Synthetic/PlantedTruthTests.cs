using Prometheus.Core.Markets;
using Prometheus.Sources.CorporateActions;
using Prometheus.Sources.Prices;
using Prometheus.Sources.Synthetic;
using Xunit;

namespace Prometheus.Tests.Sources.Synthetic;

/// <summary>What the truth claims is found again in the prices.</summary>
public sealed class PlantedTruthTests
{
    private static readonly Lazy<Sample> Market = new(() => new Sample(new SyntheticMarketOptions { Instruments = 120, Seed = 1 }));

    [Fact]
    public void The_index_fund_follows_the_market_factor()
    {
        var sample = Market.Value;
        for (var t = 1; t < sample.Truth.Sessions.Count; t++)
            Assert.InRange(Math.Log(1 + sample.Returns["SPY.US"][t]) - sample.Truth.Sessions[t].MarketReturn, -2e-4, 2e-4);
    }

    [Fact]
    public void Each_regime_has_its_volatility()
    {
        // Thirty years, so that every regime is met for a while.
        var truth = SyntheticMarket.Create(
            new SyntheticMarketOptions { Instruments = 1, Start = new DateOnly(1992, 1, 2), End = new DateOnly(2023, 12, 29) }, MarketCatalog.Get("US_EQ")).Truth();
        foreach (var regime in truth.Regimes)
        {
            var returns = truth.Sessions.Where(s => s.Regime == regime.Name).Select(s => s.MarketReturn).ToArray();
            Assert.InRange(Math.Sqrt(returns.Sum(r => r * r) / returns.Length * 252), 0.85 * regime.AnnualVolatility, 1.15 * regime.AnnualVolatility);
            var spells = 1 + truth.Sessions.Zip(truth.Sessions.Skip(1)).Count(p => p.First.Regime != regime.Name && p.Second.Regime == regime.Name);
            Assert.InRange((double)returns.Length / spells, 0.6 * regime.MeanSpell, 1.6 * regime.MeanSpell);
        }

        Assert.InRange(truth.Crises.Count, 4, 25);
    }

    [Fact]
    public void Betas_are_found_by_regression()
    {
        var sample = Market.Value;
        var errors = new List<double>();
        foreach (var company in sample.Truth.Companies.Where(c => c.Exit is null && c.Listed is null))
        {
            var (xy, xx) = (0.0, 0.0);
            for (var t = 1; t < sample.Truth.Sessions.Count; t++)
            {
                var m = sample.Truth.Sessions[t].MarketReturn;
                xy += m * Math.Log(1 + sample.Returns[company.InstrumentId][t]);
                xx += m * m;
            }

            errors.Add((xy / xx) - company.Beta);
        }

        Assert.InRange(errors.Average(), -0.03, 0.03);
        Assert.All(errors, e => Assert.InRange(e, -0.25, 0.25));
    }

    [Fact]
    public void Slow_momentum_and_short_reversal_are_weak_but_real()
    {
        var (momentum, momentumT) = Market.Value.RankCorrelation(lookback: 252, skip: 21, forward: 21);
        Assert.InRange(momentum, 0.02, 0.08);
        Assert.True(momentumT > 3);
        var (reversal, reversalT) = Market.Value.RankCorrelation(lookback: 5, skip: 0, forward: 5);
        Assert.InRange(reversal, -0.06, -0.015);
        Assert.True(reversalT < -4);
    }

    [Fact]
    public void Volatility_clusters_and_volume_follows_the_size_of_moves()
    {
        var sample = Market.Value;
        var clustering = new List<double>();
        var volume = new List<double>();
        foreach (var series in sample.Series.Values.Where(s => s.Count > 2000))
        {
            var size = sample.Returns[series.InstrumentId].Where(r => !double.IsNaN(r)).Select(Math.Abs).ToArray();
            clustering.Add(Correlation(size[..^1], size[1..]));
            volume.Add(Correlation(size, [.. series.Volume.Skip(1).Zip(series.Close.Skip(1), (v, c) => Math.Log(v * c))]));
        }

        Assert.InRange(clustering.Average(), 0.08, 0.5);
        Assert.InRange(volume.Average(), 0.3, 0.9);
    }

    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }

        return ab / Math.Sqrt(aa * bb);
    }

    private sealed class Sample
    {
        public Sample(SyntheticMarketOptions options)
        {
            var market = SyntheticMarket.Create(options, MarketCatalog.Get("US_EQ"));
            Truth = market.Truth();
            Series = market.Series().ToDictionary(s => s.InstrumentId, StringComparer.Ordinal);
            Returns = Series.ToDictionary(s => s.Key, s => TotalReturns(s.Value, market), StringComparer.Ordinal);
        }

        public SyntheticTruth Truth { get; }

        public Dictionary<string, ImportedSeries> Series { get; }

        public Dictionary<string, double[]> Returns { get; }

        /// <summary>Mean rank correlation of past with following returns, and its t-statistic over non-overlapping periods.</summary>
        public (double Mean, double T) RankCorrelation(int lookback, int skip, int forward)
        {
            var periods = new List<double>();
            for (var t = lookback; t + forward < Truth.Sessions.Count; t += forward)
            {
                var pairs = Returns.Values
                    .Select(r => (Past: Sum(r, t - lookback + 1, t - skip), Next: Sum(r, t + 1, t + forward)))
                    .Where(p => !double.IsNaN(p.Past + p.Next))
                    .ToArray();
                periods.Add(Correlation(Ranks([.. pairs.Select(p => p.Past)]), Ranks([.. pairs.Select(p => p.Next)])));
            }

            var mean = periods.Average();
            return (mean, mean / Math.Sqrt(periods.Sum(p => (p - mean) * (p - mean)) / (periods.Count - 1) / periods.Count));
        }

        private static double Sum(double[] returns, int from, int to)
        {
            var sum = 0.0;
            for (var t = from; t <= to; t++)
                sum += returns[t];
            return sum;
        }

        private static double[] Ranks(double[] values)
        {
            var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
            var ranks = new double[values.Length];
            for (var i = 0; i < order.Length; i++)
                ranks[order[i]] = i;
            return ranks;
        }

        private static double[] TotalReturns(ImportedSeries series, SyntheticMarket market)
        {
            var returns = new double[market.Sessions.Count];
            Array.Fill(returns, double.NaN);
            var actions = series.Actions.ToLookup(a => a.ExDate);
            var first = market.Sessions.IndexOf(series.Dates[0]);
            for (var t = 1; t < series.Count; t++)
            {
                var (shares, cash) = (1.0, 0.0);
                foreach (var action in actions[series.Dates[t]])
                {
                    if (action.Kind == ActionKind.Split)
                        shares *= action.Value;
                    else
                        cash += shares * action.Value;
                }

                returns[first + t] = (((shares * series.Close[t]) + cash) / series.Close[t - 1]) - 1;
            }

            return returns;
        }
    }
}
