using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Portfolio.Construction;
using Prometheus.Portfolio.Construction.Covariance;
using Prometheus.Portfolio.Risk.Reports;
using Prometheus.States.Fragility;
using Prometheus.States.Stability;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.Tests.Portfolio.Risk.Reports;

public sealed class RiskReportEngineTests
{
    [Fact]
    public void Parts_of_the_volatility_sum_to_the_whole()
        => Prop.ForAll(Gen.Choose(1, 10_000).ToArbitrary(), seed =>
        {
            var market = RandomMarket.Make(seed, 25, 300);
            var weights = Enumerable.Range(0, 25).Select(k => ((seed * (k + 3)) % 7) - 2.0).Select(w => w / 40).ToArray();
            var report = Compute(market, 290, [.. Enumerable.Range(0, 25)], weights);
            var names = report.VolatilityByName.Where(v => !double.IsNaN(v)).Sum();
            return Math.Abs(names - report.ExpectedVolatility) < 1e-12
                && Math.Abs(report.VolatilityBySector.Values.Sum() - report.ExpectedVolatility) < 1e-12
                && report.VolatilityByFactor.Sum() <= report.ExpectedVolatility + 1e-12
                && Math.Abs(report.ExposureBySector.Values.Sum() - report.NetExposure) < 1e-12
                && report.Coverage is >= 0 and <= 1 + 1e-12;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_is_the_annualised_volatility_of_the_shrunk_covariance()
    {
        var market = RandomMarket.Make(3, 20, 300);
        int[] book = [2, 5, 11];
        double[] weights = [0.4, 0.3, 0.2];
        var report = Compute(market, 280, book, weights);
        var window = Enumerable.Range(29, 252).SelectMany(t => book.Select(i => market.TotalReturns.Simple[t, i])).ToArray();
        var covariance = FactorCovariance.Estimate(window, 252, 3, PortfolioOptions.Default.CovarianceFactors).ToDense();
        var variance = 0.0;
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
                variance += weights[i] * weights[j] * covariance[(i * 3) + j];
        }

        Assert.Equal(Math.Sqrt(252 * variance), report.ExpectedVolatility, 1e-12);
        Assert.Equal(1, report.Coverage, 1e-12);
        Assert.Equal(0.9, report.GrossExposure, 1e-15);
        Assert.Equal(252, report.RiskWindowDays);
        Assert.Equal(0.9, report.NetExposure, 1e-15);
    }

    [Fact]
    public void A_name_without_weight_is_no_part_of_the_book()
    {
        var market = RandomMarket.Make(4, 10, 200);
        var report = Compute(market, 150, [1, 2, 3], [0.5, 0, -0.25]);
        Assert.Equal([1, 3], report.Instruments);
        Assert.Equal((0.75, 0.25), (report.GrossExposure, report.NetExposure));
        var empty = Compute(market, 150, [], []);
        Assert.Equal((0, 0.0, 1.0), (empty.Instruments.Length, empty.ExpectedVolatility, empty.Coverage));
    }

    [Fact]
    public void Too_little_history_is_no_volatility()
    {
        var report = Compute(RandomMarket.Make(5, 6, 200), 40, [0, 1], [0.5, 0.5]);
        Assert.Equal(double.NaN, report.ExpectedVolatility);
        Assert.Equal(0, report.Coverage);
        Assert.All(report.VolatilityByName, v => Assert.Equal(double.NaN, v));
    }

    [Fact]
    public void Fragility_is_weighed_over_what_has_a_measure()
    {
        var market = RandomMarket.Make(6, 4, 100);
        var scores = Panel.Adopt(Enumerable.Range(0, 400).Select(k => (k % 4) switch { 0 => 0.2, 1 => 0.6, 2 => double.NaN, _ => 0.8 }).ToArray(), 100, 4);
        var classes = CodePanel.Adopt(
            Enumerable.Range(0, 400).Select(k => (k % 4) switch { 0 => (byte)0, 1 => (byte)2, 2 => CodePanel.None, _ => (byte)3 }).ToArray(), 100, 4);
        var state = new FragilityState(FragilityOptions.Default, null, null, scores, classes, scores, scores, scores);
        var report = RiskReportEngine.Compute(market.AsOf(90), [0, 1, 2, 3], [0.4, 0.3, 0.2, -0.1], PortfolioOptions.Default, null, state);
        var reading = report.Fragility!;
        Assert.Equal(0.4, reading.WeightTotal, 1e-15);
        Assert.Equal(0.5, reading.WeightFraction, 1e-15);
        Assert.Equal(((0.4 * 0.2) + (0.3 * 0.6) + (0.1 * 0.8)) / 0.8, reading.ScoreWeightedMean, 1e-15);
        Assert.Equal((0.8, 3), (reading.ScoreMaximum, reading.NamesWithMeasure));
        Assert.Equal(["CRISIS", "NONE", "SHORT_CANDIDATE"], reading.WeightByClass.Keys);
        Assert.Equal(double.NaN, report.FragilityExposure);
    }

    [Fact]
    public void It_does_not_notice_a_cut_or_scrambled_future()
    {
        var market = RandomMarket.Make(8, 15, 320);
        int[] book = [0, 4, 9, 13];
        double[] weights = [0.2, 0.2, 0.3, 0.1];
        var whole = WithStates(market, book, weights);
        foreach (var other in new[] { MarketEdits.CutAfter(market, 260), MarketEdits.ScrambleAfter(market, 260, 1) })
        {
            var report = WithStates(other, book, weights);
            Assert.Equal(whole.VolatilityByName, report.VolatilityByName);
            Assert.Equal(whole.VolatilityBySector, report.VolatilityBySector);
            Assert.Equal(whole.ExposureByFactor, report.ExposureByFactor);
            Assert.Equal((whole.FragilityExposure, whole.Fragility!.ScoreWeightedMean), (report.FragilityExposure, report.Fragility!.ScoreWeightedMean));
        }
    }

    private static RiskReport Compute(Market market, int session, int[] book, double[] weights)
        => RiskReportEngine.Compute(market.AsOf(session), book, weights, PortfolioOptions.Default, null, null);

    private static RiskReport WithStates(Market market, int[] book, double[] weights)
    {
        var stability = StabilityEngine.Compute(market, StabilityOptions.Default, 1);
        var fragility = FragilityEngine.Compute(market, stability, null, null, FragilityOptions.Default, 1);
        return RiskReportEngine.Compute(market.AsOf(260), book, weights, PortfolioOptions.Default, stability, fragility);
    }
}
