using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Errors;
using Prometheus.Portfolio.Ledger;
using Prometheus.Reports.Tearsheets;
using Prometheus.Testing;
using Prometheus.Testing.Runs;
using Xunit;

namespace Prometheus.Tests.Reports.Tearsheets;

public sealed class TearsheetModelTests
{
    private static readonly SleeveRun Run = SyntheticRun.Create(sessions: 400, names: 12);

    private static readonly TearsheetModel Model = TearsheetModel.Of(Run);

    [Fact]
    public void The_model_of_a_small_run_is_as_approved()
    {
        // Ids follow from every option of the product, and options have tests of their own.
        var model = Model with { Identity = Model.Identity with { RunId = "run", OptionsHash = "hash" }, Options = [] };
        ApprovedText.Equal("tests/Prometheus.Tests/Reports/Tearsheets/TearsheetModel.verified.txt", ModelListing.Of(model));
    }

    [Theory]
    [InlineData("cumulative_return")]
    [InlineData("annualised_return")]
    [InlineData("annualised_vol")]
    [InlineData("annualised_sharpe")]
    [InlineData("max_drawdown")]
    [InlineData("turnover_one_way_per_year")]
    [InlineData("cost_drag_bps_per_year")]
    public void A_headline_equals_the_stored_metric_of_its_key(string key)
        => Assert.Equal(Run.Metrics[key], Assert.Single(Model.Headlines, h => h.Key == key).Value, 1e-12);

    [Fact]
    public void Profits_by_name_and_dividends_add_up_to_the_change_of_equity()
    {
        Assert.Equal(0, Model.Profits.Other, 1e-6);
        Assert.Equal(Model.Daily.Equity[^1] - Model.Identity.InitialCash, Model.Profits.FromNames + Model.Profits.Dividends, 1e-6);
    }

    [Fact]
    public void Months_compound_to_the_years_and_the_years_to_the_whole()
    {
        Assert.Equal(1 + Model.Statistics.Sleeve.Cumulative, Model.Months.Aggregate(1.0, (g, m) => g * (1 + m.Return)), 1e-12);
        Assert.Equal(1 + Model.Statistics.Sleeve.Cumulative, Model.Years.Aggregate(1.0, (g, y) => g * (1 + y.Return)), 1e-12);
        Assert.Equal(Model.Months.Select(m => m.Year).Distinct(), Model.Years.Select(y => y.Year));
    }

    [Fact]
    public void The_deepest_drawdown_of_the_list_is_the_deepest_of_the_curve()
    {
        Assert.Equal(Model.Daily.Drawdown.Min(), Model.WorstDrawdowns[0].Depth, 1e-12);
        Assert.All(Model.WorstDrawdowns, d => Assert.True(d.Start < d.Trough && (d.End is null || d.Trough < d.End)));
    }

    [Fact]
    public void Sector_weights_of_a_decision_sum_to_what_was_decided()
    {
        var decisions = Run.Decisions;
        Assert.Equal(decisions.Select(d => Run.Market.Sessions[d.Session]), Model.Sectors.Dates);
        for (var i = 0; i < decisions.Length; i++)
            Assert.Equal(decisions[i].FinalWeights.Sum(), Model.Sectors.Weights.Sum(w => w[i]), 1e-12);
    }

    [Fact]
    public void A_benchmark_that_starts_late_is_compared_from_its_start()
    {
        var late = Run.Benchmark.Select((b, t) => t < 100 ? double.NaN : b).ToArray();
        var model = TearsheetModel.Of(Run with { Benchmark = late });
        var expected = TearsheetModel.Of(TearsheetFacts.Of(Run) with { Benchmark = late });
        Assert.Equal(expected.Statistics, model.Statistics);
        Assert.Equal((Run.Benchmark[^1] / Run.Benchmark[100]) - 1, model.Statistics.Benchmark.Cumulative, 1e-12);
        Assert.True(double.IsFinite(model.Statistics.ExcessPerYear));
        Assert.Contains(model.Caveats, c => c.Title == "Benchmark incomplete");
    }

    [Fact]
    public void Without_a_benchmark_the_verdict_stands_alone()
    {
        var model = TearsheetModel.Of(Run with { Benchmark = [.. Run.Benchmark.Select(_ => double.NaN)] });
        Assert.True(double.IsNaN(model.Statistics.ExcessPerYear));
        Assert.Contains("no benchmark", model.Verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_session_gives_a_model_without_an_invented_number()
    {
        var model = TearsheetModel.Of(Run with { Daily = Run.Daily[..1], Benchmark = Run.Benchmark[..1], Decisions = [], Fills = [], Positions = [] });
        Assert.Equal("No trades", model.Verdict.Label);
        Assert.Empty(model.Sectors.Dates);
        Assert.Empty(model.WorstDrawdowns);
        Assert.All(model.Daily.RollingSharpe, s => Assert.True(double.IsNaN(s)));
    }

    [Fact]
    public void Rows_of_different_lengths_are_refused()
    {
        var error = Assert.Throws<DataError>(() => TearsheetModel.Of(Run with { Benchmark = Run.Benchmark[1..] }));
        Assert.Contains("400 dates", error.Message, StringComparison.Ordinal);
        Assert.Contains("399 benchmark values", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bought_sold_and_held_shares_give_realised_and_unrealised_profit()
    {
        var ledger = new ProfitLedger();
        ledger.Book("A.US", OrderSide.Buy, 100, 10, 1);
        ledger.Book("A.US", OrderSide.Sell, 40, 12, 0.5);
        ledger.Mark("A.US", 60 * 9, 60 * (9 - 10));
        ledger.Book("B.US", OrderSide.Buy, 10, 5, 0);
        ledger.Book("B.US", OrderSide.Sell, 10, 4, 0);
        var profits = ledger.Profits();
        Assert.Equal(new InstrumentProfit("A.US", 80 - 1.5, -60), profits[0]);
        Assert.Equal(new InstrumentProfit("B.US", -10, 0), profits[1]);
    }

    [Fact]
    public void Sectors_beyond_the_limit_become_one()
    {
        var targets = Enumerable.Range(0, 15).Select(s => new SectorTarget(new DateOnly(2020, 1, 3), $"S{s:00}", 0.01 * (s + 1))).ToArray();
        var weights = SectorWeights.Of(targets);
        Assert.Equal(12, weights.Sectors.Length);
        Assert.Equal("S14", weights.Sectors[0]);
        Assert.Equal(SectorWeights.Rest, weights.Sectors[^1]);
        Assert.Equal(targets.Sum(t => t.Weight), weights.Weights.Sum(w => w[0]), 1e-12);
    }
}
