using FsCheck;
using FsCheck.Fluent;
using Prometheus.Meta.Scoring;
using Prometheus.Meta.Selection;
using Xunit;

namespace Prometheus.Tests.Meta.Selection;

public sealed class MetaOrchestratorTests
{
    private const string Strategy = "S";

    private static readonly DateOnly Start = new(2023, 1, 2);
    private static readonly DateOnly End = new(2024, 12, 31);
    private static readonly SelectionOptions Options = new() { AsOf = End };

    /// <summary>Sheet C §8.9, case 8.</summary>
    [Fact]
    public void The_order_by_uplift_and_by_robustness_flips_on_the_difference()
    {
        var meta = new MetaOrchestrator([Lambda("A", 0.002), Lambda("B", -0.001), Lambda("C", 0.0005)], Options);

        Assert.Equal(["A", "C", "B"], Sleeves(meta.SelectTopSleevesLambdaUplift(Strategy, 3)));
        Assert.Equal(["C", "B", "A"], Sleeves(meta.SelectTopSleevesLambdaRobust(Strategy, 3)));
    }

    [Fact]
    public void The_most_exposed_sleeve_is_close_on_average_and_the_most_robust_one_is_far_on_its_worst_day()
    {
        var meta = new MetaOrchestrator(
            [Stab("A", 0.6, 0.7), Stab("B", 0.5, 0.9), Stab("C", 0.2, 0.8), Stab("D", 0.6, 0.7, sharpe: 2), Run("unmeasured", (ScoreKeys.Sharpe, 9), (ScoreKeys.Return, 1))],
            Options);

        Assert.Equal(["D", "A", "B", "C"], Sleeves(meta.SelectTopSleevesStabExposed(Strategy, 9)));
        Assert.Equal(["D", "A", "C", "B"], Sleeves(meta.SelectTopSleevesStabRobust(Strategy, 9)));
        Assert.Contains("never compared", meta.Select(SelectionRule.StabExposed, Strategy, 1).Candidates.Single(c => c.Run.SleeveId == "unmeasured").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sleeve_that_earns_nothing_is_not_robust_however_far_it_keeps()
    {
        var meta = new MetaOrchestrator([Stab("idle", 0, 0.01, sharpe: 0, earned: 0), Stab("loss", -0.5, -0.2, sharpe: -1, earned: -0.1), Stab("works", 0.5, 0.6), Stab("unseen", 0.1, double.NaN)], Options);

        Assert.Equal(["works"], Sleeves(meta.SelectTopSleevesStabRobust(Strategy, 3)));
        Assert.Equal(["works", "unseen", "idle", "loss"], Sleeves(meta.SelectTopSleevesStabExposed(Strategy, 9)));
    }

    /// <summary>Sheet C §8.9, case 9.</summary>
    [Fact]
    public void Of_equal_Sharpe_ratio_and_return_the_shallower_drawdown_wins_under_every_rule()
    {
        var meta = new MetaOrchestrator(
            [Both("A", -0.30), Both("B", -0.10), Both("C", -0.20)], Options);

        Assert.All(Enum.GetValues<SelectionRule>(), rule => Assert.Equal(["B", "C", "A"], Sleeves(meta.Select(rule, Strategy, 3).Selected)));
    }

    [Fact]
    public void What_was_not_measured_ranks_last_and_is_never_zero()
    {
        var meta = new MetaOrchestrator(
            [
                Run("absent", (ScoreKeys.Return, 0.9)),
                Run("nan", (ScoreKeys.Sharpe, double.NaN), (ScoreKeys.Return, 0.8)),
                Run("loss", (ScoreKeys.Sharpe, -1.5), (ScoreKeys.Return, -0.2), (ScoreKeys.Drawdown, -0.5)),
                Run("deep", (ScoreKeys.Sharpe, 1), (ScoreKeys.Return, 0.2), (ScoreKeys.Drawdown, -0.4)),
                Run("unseen", (ScoreKeys.Sharpe, 1), (ScoreKeys.Return, 0.2)),
            ],
            Options);

        Assert.Equal(["deep", "unseen", "loss", "absent", "nan"], Sleeves(meta.SelectTopSleeves(Strategy, 9)));
    }

    [Fact]
    public void The_rules_of_lambda_need_three_days_and_a_difference()
    {
        var meta = new MetaOrchestrator(
            [Lambda("two_days", 0.9, days: 2), Lambda("three_days", 0.001, days: 3), Lambda("no_difference", double.NaN), Run("no_lambda", (ScoreKeys.Sharpe, 3))],
            Options);

        Assert.Equal(["three_days"], Sleeves(meta.SelectTopSleevesLambdaUplift(Strategy, 4)));
        Assert.Equal(["three_days"], Sleeves(meta.SelectTopSleevesLambdaRobust(Strategy, 4)));
        Assert.Equal(
            ["no difference between days of high and of low λ", "λ on 0 days, 3 are needed", "λ on 2 days, 3 are needed"],
            meta.Select(SelectionRule.LambdaUplift, Strategy, 4).Candidates.Skip(1).Select(c => c.Reason));
    }

    [Fact]
    public void A_sleeve_that_never_trades_is_not_robust()
    {
        var meta = new MetaOrchestrator([Lambda("idle", 0, sharpe: 0, earned: 0), Lambda("earns", 0.01), Lambda("loses", 0, sharpe: 0.1, earned: -0.01)], Options);

        var selection = meta.Select(SelectionRule.LambdaRobust, Strategy, 3);

        Assert.Equal(["earns"], Sleeves(selection.Selected));
        Assert.Equal(["Sharpe ratio 0 does not lie above 0", "return -0.01 does not lie above 0"], selection.Candidates.Skip(1).Select(c => c.Reason));
    }

    [Fact]
    public void None_are_chosen_of_none_or_for_k_below_one_and_all_where_k_exceeds_them()
    {
        var meta = new MetaOrchestrator([Lambda("A", 0.1), Lambda("B", 0.2)], Options);

        Assert.Empty(meta.SelectTopSleeves(Strategy, 0));
        Assert.Empty(meta.SelectTopSleeves(Strategy, -1));
        Assert.Empty(meta.SelectTopSleeves("another", 3));
        Assert.Equal(2, meta.SelectTopSleeves(Strategy, 3).Count);
        Assert.Null(meta.Select(SelectionRule.Sharpe, Strategy, 2).RunnerUp);
        Assert.Equal("B", meta.Select(SelectionRule.Sharpe, Strategy, 1).RunnerUp?.SleeveId);
    }

    [Fact]
    public void A_run_that_ends_after_the_date_of_the_decision_does_not_exist_for_it()
    {
        ScoredRun[] known = [Lambda("A", 0.1), Lambda("B", 0.2, sharpe: 2)];
        ScoredRun[] later = [Lambda("A", 0.4, sharpe: 9) with { RunId = "A9", End = End.AddDays(1) }, Lambda("C", 0.3, sharpe: 5) with { End = End.AddYears(1), Start = End }];

        foreach (var rule in Enum.GetValues<SelectionRule>())
        {
            var before = new MetaOrchestrator(known, Options).Select(rule, Strategy, 2);
            var after = new MetaOrchestrator([.. later, .. known], Options).Select(rule, Strategy, 2);
            Assert.Equal(before.Candidates, after.Candidates);
        }
    }

    [Fact]
    public void Runs_of_one_range_compete_the_newest_unless_another_is_named()
    {
        ScoredRun[] runs =
        [
            Run("old", (ScoreKeys.Sharpe, 9)) with { Start = Start.AddYears(-5), End = Start },
            Run("longer", (ScoreKeys.Sharpe, 8)) with { Start = Start.AddYears(-1) },
            Run("newest", (ScoreKeys.Sharpe, 1)),
            Run("elsewhere", (ScoreKeys.Sharpe, 7)) with { MarketId = "EU_EQ", End = End.AddDays(-1) },
        ];

        Assert.Equal(["newest"], Sleeves(new MetaOrchestrator(runs, Options).SelectTopSleeves(Strategy, 9)));
        Assert.Equal(["longer"], Sleeves(new MetaOrchestrator(runs, Options with { Start = Start.AddYears(-1) }).SelectTopSleeves(Strategy, 9)));
        Assert.Equal(["old"], Sleeves(new MetaOrchestrator(runs, Options with { End = Start }).SelectTopSleeves(Strategy, 9)));
        Assert.Equal(["elsewhere"], Sleeves(new MetaOrchestrator(runs, Options with { MarketId = "EU_EQ" }).SelectTopSleeves(Strategy, 9)));
    }

    [Fact]
    public void A_sleeve_is_chosen_once_and_its_other_runs_are_named_as_such()
    {
        var selection = new MetaOrchestrator(
            [Run("A", (ScoreKeys.Sharpe, 1)), Run("A", (ScoreKeys.Sharpe, 2)) with { RunId = "A2" }, Run("B", (ScoreKeys.Sharpe, 1.5)), Run("F") with { Failure = "no bars" }], Options)
            .Select(SelectionRule.Sharpe, Strategy, 3);

        Assert.Equal(["A2", "run B"], selection.Selected.Select(r => r.RunId));
        Assert.Equal(["run A2 of the same sleeve ranks higher", "the run failed: no bars"], selection.Candidates.Skip(2).Select(c => c.Reason));
    }

    [Fact]
    public void The_order_of_the_runs_changes_nothing_and_fewer_are_the_beginning_of_more()
        => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var runs = Enumerable.Range(0, random.Next(25)).Select(id => Random(random, id)).ToArray();
            var rule = (SelectionRule)random.Next(3);
            var all = new MetaOrchestrator(runs, Options).Select(rule, Strategy, int.MaxValue);
            random.Shuffle(runs);
            Assert.Equal(all.Candidates, new MetaOrchestrator(runs, Options).Select(rule, Strategy, int.MaxValue).Candidates);
            Assert.Equal(runs.Length, all.Candidates.Count);
            Assert.Equal(all.Selected.Count, all.Selected.Select(r => r.SleeveId).Distinct().Count());
            for (var k = 0; k <= all.Selected.Count + 1; k++)
                Assert.Equal(all.Selected.Take(k), new MetaOrchestrator(runs, Options).Select(rule, Strategy, k).Selected);
        }).QuickCheckThrowOnFailure();

    /// <summary>Few values, so that ties and gaps are common.</summary>
    private static ScoredRun Random(Random random, int id)
    {
        double[] values = [-0.5, 0, 0.001, 0.5, 2, double.NaN];
        var metrics = ScoreKeys.All.Select(key => (key, values[random.Next(values.Length)] * (key == ScoreKeys.LambdaDays ? 4 : 1))).ToArray();
        return Run($"S{random.Next(5)}", metrics) with { RunId = $"{id:D3}" };
    }

    private static string[] Sleeves(IEnumerable<ScoredRun> runs) => runs.Select(r => r.SleeveId).ToArray();

    private static ScoredRun Lambda(string sleeve, double difference, double days = 9, double sharpe = 1, double earned = 0.2, double drawdown = -0.1) => Run(
        sleeve,
        (ScoreKeys.Sharpe, sharpe),
        (ScoreKeys.Return, earned),
        (ScoreKeys.Drawdown, drawdown),
        (ScoreKeys.LambdaDays, days),
        (ScoreKeys.LambdaDifference, difference));

    private static ScoredRun Both(string sleeve, double drawdown)
    {
        var (lambda, stab) = (Lambda(sleeve, 0.001, drawdown: drawdown), Stab(sleeve, 0.5, 0.7));
        return lambda with { Metrics = lambda.Metrics.Concat(stab.Metrics).DistinctBy(m => m.Key).ToDictionary(m => m.Key, m => m.Value) };
    }

    private static ScoredRun Stab(string sleeve, double mean, double largest, double days = 9, double sharpe = 1, double earned = 0.2) => Run(
        sleeve,
        (ScoreKeys.Sharpe, sharpe),
        (ScoreKeys.Return, earned),
        (ScoreKeys.Drawdown, -0.1),
        (ScoreKeys.StabDays, days),
        (ScoreKeys.StabCosineMean, mean),
        (ScoreKeys.StabCosineMaximum, largest));

    private static ScoredRun Run(string sleeve, params (string Key, double Value)[] metrics) => new()
    {
        RunId = $"run {sleeve}",
        SleeveId = sleeve,
        StrategyId = Strategy,
        MarketId = "US_EQ",
        Start = Start,
        End = End,
        DataDigest = "d",
        Metrics = metrics.ToDictionary(m => m.Key, m => m.Value),
    };
}
