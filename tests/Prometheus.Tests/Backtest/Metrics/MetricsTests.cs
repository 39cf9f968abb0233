using Prometheus.Backtest;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Metrics;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Metrics;
using Prometheus.Opinions.Signals;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.Tests.Backtest.Metrics;

public sealed class MetricsTests
{
    private static readonly double[] Curve = [100, 110, 99, 120];

    [Fact]
    public void The_four_seed_statistics_of_a_short_curve_by_hand()
    {
        var returns = EquityCurve.Returns(Curve);
        // r = .1, −.1, .2121…; mean .0707070…, sample deviation .1582…
        var mean = (0.1 - 0.1 + (21.0 / 99)) / 3;
        var deviation = Math.Sqrt(((0.1 - mean) * (0.1 - mean) + (-0.1 - mean) * (-0.1 - mean) + ((21.0 / 99) - mean) * ((21.0 / 99) - mean)) / 2);
        Assert.Equal(0.20, CumulativeReturn.Of(Curve), 12);
        Assert.Equal(-0.10, MaxDrawdown.Of(Curve), 12);
        Assert.Equal(deviation * Math.Sqrt(252), AnnualisedVolatility.Of(returns, 252), 12);
        Assert.Equal(mean * 252 / (deviation * Math.Sqrt(252)), AnnualisedSharpe.Of(returns, 252), 12);
        Assert.Equal(((mean * 252) - 0.03) / (deviation * Math.Sqrt(252)), AnnualisedExcessSharpe.Of(returns, 252, 0.03), 12);
    }

    [Fact]
    public void Where_they_are_undefined_the_four_are_zero()
    {
        Assert.Equal((0.0, 0.0), (CumulativeReturn.Of([]), MaxDrawdown.Of([])));
        Assert.Equal((0.0, 0.0), (CumulativeReturn.Of([0, 5]), MaxDrawdown.Of([-1, 5])));
        Assert.Equal((0.0, 0.0), (AnnualisedVolatility.Of([0.1], 252), AnnualisedSharpe.Of([0.1], 252)));
        Assert.Equal(0, AnnualisedSharpe.Of([0.1, 0.1], 252));
        Assert.True(double.IsNaN(AnnualisedExcessSharpe.Of([0.1, 0.1, 0.1], 252, 0.02)));
    }

    [Fact]
    public void Return_ratios_by_hand()
    {
        var returns = EquityCurve.Returns(Curve);
        Assert.Equal(Math.Pow(1.2, 252 / 3.0) - 1, AnnualisedReturn.Of(Curve, 252), 6e-9 * Math.Pow(1.2, 84));
        Assert.Equal(AnnualisedReturn.Of(Curve, 12) / 0.1, Calmar.Of(Curve, 12), 8);
        Assert.Equal(2.0 / 3, HitRate.Of(returns), 12);
        Assert.Equal(returns.Average() * 252 / Math.Sqrt(0.01 / 3 * 252), AnnualisedSortino.Of(returns, 252), 8);
        Assert.True(double.IsNaN(AnnualisedSortino.Of([0.1, 0.2], 252)));
        Assert.True(double.IsNaN(HitRate.Of([0, 0])));
    }

    [Fact]
    public void A_run_splits_into_an_early_and_a_late_half()
    {
        double[] curve = [100, 110, 121, 110, 121, 133.1];
        var split = PeriodSplit.Of(curve, 252);
        Assert.Equal(0.21, split.ReturnEarly, 12);
        Assert.Equal(0.10, split.ReturnLate, 12);
        Assert.Equal(AnnualisedSharpe.Of(EquityCurve.Returns([121, 110, 121, 133.1]), 252), split.SharpeLate, 12);
        Assert.True(double.IsNaN(PeriodSplit.Of([100, 101], 252).SharpeEarly));
    }

    [Fact]
    public void Alpha_and_beta_are_those_of_the_line_the_returns_lie_on()
    {
        double[] benchmark = [0.01, -0.02, double.NaN, 0.015, 0.003];
        var returns = benchmark.Select(b => double.IsNaN(b) ? 0.5 : 0.0004 + (1.3 * b)).ToArray();
        var compared = BenchmarkComparison.Of(returns, benchmark, 252, 0);
        Assert.Equal(1.3, compared.Beta, 12);
        Assert.Equal(0.0004 * 252, compared.AlphaPerYear, 12);
        var active = benchmark.Where(b => !double.IsNaN(b)).Select(b => 0.0004 + (0.3 * b)).ToArray();
        Assert.Equal(Sample.StandardDeviation(active) * Math.Sqrt(252), compared.TrackingErrorPerYear, 12);
        Assert.Equal(active.Average() * 252 / compared.TrackingErrorPerYear, compared.InformationRatio, 10);
        Assert.True(double.IsNaN(BenchmarkComparison.Of([0.1, 0.2], [0.1, 0.2], 252, 0).Beta));
        Assert.True(double.IsNaN(BenchmarkComparison.Of([0.1, 0.2, 0.3], [0.1, 0.1, 0.1], 252, 0).Beta));
    }

    [Fact]
    public void Risk_free_is_taken_from_both_sides_of_alpha()
    {
        double[] benchmark = [0.01, -0.02, 0.015, 0.003];
        var rf = 0.0252;
        var returns = benchmark.Select(b => (rf / 252) + 0.0002 + (0.5 * (b - (rf / 252)))).ToArray();
        Assert.Equal(0.0002 * 252, BenchmarkComparison.Of(returns, benchmark, 252, rf).AlphaPerYear, 12);
    }

    [Fact]
    public void Drawdowns_run_from_peak_to_recovery_deepest_first()
    {
        double[] curve = [100, 90, 95, 101, 80, 70, 102, 100];
        Assert.Equal(
            [new Drawdown(3, 5, 6, (70.0 / 101) - 1), new Drawdown(0, 1, 3, (90.0 / 100) - 1), new Drawdown(6, 7, null, (100.0 / 102) - 1)],
            WorstDrawdowns.Of(curve, 5));
        Assert.Single(WorstDrawdowns.Of(curve, 1));
        Assert.Empty(WorstDrawdowns.Of([1, 2, 3], 5));
    }

    [Fact]
    public void Months_compound_from_month_end_to_month_end()
    {
        DateOnly[] dates = [new(2020, 1, 30), new(2020, 1, 31), new(2020, 2, 3), new(2021, 2, 1)];
        var months = MonthlyReturns.Of(dates, [100, 101, 102, 99, 110]);
        Assert.Equal([(2020, 1), (2020, 2), (2021, 2)], months.Select(m => (m.Year, m.Month)));
        Assert.Equal([(102.0 / 100) - 1, (99.0 / 102) - 1, (110.0 / 99) - 1], months.Select(m => m.Return));
    }

    [Fact]
    public void A_rolling_sharpe_looks_at_full_windows_only()
    {
        double[] returns = [0.01, 0.02, -0.01, 0.03];
        var rolling = RollingSharpe.Of(returns, 3, 252);
        Assert.True(double.IsNaN(rolling[0]) && double.IsNaN(rolling[1]));
        Assert.Equal(AnnualisedSharpe.Of(returns.AsSpan(1), 252), rolling[3], 12);
    }

    [Fact]
    public void Trading_statistics_by_hand()
    {
        var market = new TinyMarket(5, "A").Close("A", 10).Volume("A", 1_000).Build();
        var options = new WalkOptions { InitialCash = 1_000, Risk = null, Simulator = new() { Costs = new() { SlippageBps = 0, CommissionBps = 100 } } };
        var strategy = new ScriptedStrategy((0, Decision.Shares([0], [50])), (2, Decision.Shares([], [], "enough")));
        var walk = Walk.Run(market, Signals.None, strategy, options, 0, 4, strategy.Sessions);
        var metrics = RunMetrics.Of(market, walk, [1_000, 1_000, 1_010, 1_000, 1_020], 1_000, 0, 252);

        // Buy 50 at 10 for 5 of commission, hold two closes, sell for 5.
        Assert.Equal([1_000, 995, 995, 990, 990], walk.Daily.Select(d => d.Equity));
        Assert.Equal((250.0 / 995 + 250.0 / 990) / 5 * 252, metrics["turnover_one_way_per_year"], 9);
        Assert.Equal(10 / ((1_000 + 995 + 995 + 990 + 990) / 5.0) / 5 * 252 * 10_000, metrics["cost_drag_bps_per_year"], 6);
        Assert.Equal((1_000.0 / 995) / (250.0 / 995 + 250.0 / 990), metrics["average_holding_sessions"], 9);
        // 50 shares at a tenth of 1,000 a day: half a day; the run's last snapshot holds nothing.
        Assert.Equal(0.5, metrics["days_to_liquidate_at_10pct_adv"], 12);
        // A tenth of 1,000 shares is twice each order: 2,000 at the first, 1,990 at the second.
        Assert.Equal(1_990, metrics["capacity_capital_at_10pct_volume"], 9);
        Assert.Equal(0.02, metrics["benchmark_cumulative_return"], 12);
        Assert.Equal(-0.01, metrics["cumulative_return"], 12);
        Assert.True(double.IsNaN(metrics["stab_risk_score_mean_over_run"]));
        Assert.True(double.IsNaN(metrics["fragile_exposure_mean"]));
        Assert.All(MetricCatalog.All, metric => Assert.True(metric.Allows(metrics[metric.Key]), metric.Key));
    }

    [Fact]
    public void The_equal_weight_benchmark_holds_what_was_tradable_the_session_before()
    {
        var market = new TinyMarket(5, "A", "B", "C").Close("A", 10, 11, 11, 11, 11).Close("B", 10, 10, 12, double.NaN, 12)
            .Close("C", double.NaN, 50, 55, 55, double.NaN).Delisted("C", 4, -0.6).Action("A", 3, dividend: 1.1).Build();
        var equity = Benchmark.Equity(market, "EW_US_EQ", 0, 4, 100);
        // t1: A +10 %, B 0; t2: A 0, B +20 %, C +10 %; t3: A +10 % of dividend, B stale, C 0; t4: A 0, C −60 %.
        double[] expected = [100, 105, 105 * 1.1, 105 * 1.1 * (1 + (0.1 / 3)), 105 * 1.1 * (1 + (0.1 / 3)) * 0.7];
        for (var t = 0; t < 5; t++)
            Assert.Equal(expected[t], equity[t], 9);
    }

    [Fact]
    public void An_instrument_as_benchmark_reinvests_and_is_unknown_before_its_first_bar()
    {
        var market = new TinyMarket(5, "A").Close("A", double.NaN, 10, double.NaN, 11, 11).Action("A", 4, dividend: 1.1).Build();
        var equity = Benchmark.Equity(market, "A", 0, 4, 100);
        Assert.True(double.IsNaN(equity[0]));
        Assert.Equal([100, 100, 110, 121], equity[1..].Select(e => Math.Round(e, 9)));
        var error = Assert.Throws<Prometheus.Core.Errors.UserError>(() => Benchmark.Equity(market, "SPY", 0, 4, 100));
        Assert.Contains("EW_US_EQ", error.Message, StringComparison.Ordinal);
    }
}
