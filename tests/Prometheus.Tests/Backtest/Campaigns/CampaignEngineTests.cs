using Prometheus.Backtest;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Signals;
using Prometheus.Opinions.Universes;
using Prometheus.Portfolio.Construction;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.Tests.Backtest.Campaigns;

/// <summary>Whole campaigns with the real engines on small random markets.</summary>
public sealed class CampaignEngineTests
{
    private const int Sessions = 420;
    private static readonly DateOnly[] Venue = TinyMarket.Weekdays(Sessions + 30);

    [Fact]
    public void Three_sleeves_give_three_different_finite_runs_whose_books_keep_their_limits()
    {
        var result = Run(Market(1), Options());
        var runs = result.Sleeves.Cast<SleeveRun>().ToArray();
        Assert.Equal(["S_H5", "S_H21", "S_H63"], runs.Select(r => r.Sleeve.SleeveId));
        Assert.Equal(3, runs.Select(r => r.Metrics["cumulative_return"]).Distinct().Count());
        Assert.Equal(3, runs.Select(r => r.RunId).Distinct().Count());
        foreach (var run in runs)
        {
            Assert.All((string[])["cumulative_return", "max_drawdown", "annualised_vol", "annualised_sharpe", "beta", "universe_size_mean"], k => Assert.True(double.IsFinite(run.Metrics[k]), k));
            Assert.NotEmpty(run.Fills);
            Assert.All(run.Daily, d => Assert.True(d.Cash >= 0));
            foreach (var decision in run.Decisions.Where(d => d.FinalWeights.Length > 0))
            {
                Assert.All(decision.FinalWeights, w => Assert.InRange(w, 0, 0.05 + 1e-9));
                Assert.True(decision.FinalWeights.Sum() <= 1 + 1e-9);
                var book = ((Prometheus.Backtest.Strategies.Decision.TargetWeights)decision.Decision).Book!;
                Assert.True(book.Turnover <= 0.5 + 1e-9);
            }
        }
    }

    [Fact]
    public void Every_fill_is_a_whole_number_of_shares_and_replays_to_the_final_book()
    {
        foreach (var run in Run(Market(2), Options()).Sleeves.Cast<SleeveRun>())
        {
            Assert.All(run.Orders, o => Assert.Equal(Math.Truncate(o.Quantity), o.Quantity));
            Assert.All(run.Fills.Where(f => f.Reason == Prometheus.Portfolio.Ledger.FillReason.Order), f => Assert.Equal(Math.Truncate(f.Quantity), f.Quantity));
            var replay = new Prometheus.Portfolio.Ledger.Ledger(1_000_000);
            var fills = run.Fills.ToLookup(f => f.Session);
            foreach (var day in run.Daily)
            {
                foreach (var action in run.Market.Actions.On(day.Session))
                {
                    replay.Split(action.Instrument, action.SplitRatio);
                    replay.PayDividend(action.Instrument, action.Dividend);
                }

                foreach (var fill in fills[day.Session])
                    replay.Book(fill);
                replay.Mark(run.Market.Prices.Close.Row(day.Session));
                Assert.Equal(day.Equity, replay.Equity, 6);
                Assert.Equal(day.Cash, replay.Cash, 6);
            }
        }
    }

    [Fact]
    public void The_number_of_workers_changes_no_bit()
    {
        var market = Market(3);
        var alone = Run(market, Options(), workers: 1);
        var together = Run(market, Options(), workers: 4);
        for (var i = 0; i < 3; i++)
            AssertSame((SleeveRun)alone.Sleeves[i], (SleeveRun)together.Sleeves[i]);
    }

    [Fact]
    public void A_sleeve_does_not_notice_the_others()
    {
        var market = Market(3);
        var together = Run(market, Options());
        var alone = Run(market, Options() with { Sleeves = [Options().Sleeves[1]] });
        AssertSame((SleeveRun)together.Sleeves[1], (SleeveRun)alone.Sleeves[0]);
        Assert.Same(((SleeveRun)together.Sleeves[0]).Signals.Stability, ((SleeveRun)together.Sleeves[1]).Signals.Stability);
    }

    [Theory]
    [InlineData(4, 290)]
    [InlineData(4, 351)]
    [InlineData(5, 418)]
    public void Nothing_up_to_t_changes_when_the_future_is_cut_or_scrambled(int seed, int session)
    {
        var market = Market(seed);
        var whole = Run(market, Options());
        var cut = Run(MarketEdits.CutAfter(market, session), Options());
        var scrambled = Run(MarketEdits.ScrambleAfter(market, session, seed), Options());
        for (var i = 0; i < 3; i++)
        {
            WalkRows.AssertEqualUpTo(session, Rows(whole.Sleeves[i]), Rows(cut.Sleeves[i]));
            WalkRows.AssertEqualUpTo(session, Rows(whole.Sleeves[i]), Rows(scrambled.Sleeves[i]));
            var (benchmark, cutBenchmark) = (((SleeveRun)whole.Sleeves[i]).Benchmark, ((SleeveRun)cut.Sleeves[i]).Benchmark);
            Assert.Equal(benchmark[..cutBenchmark.Length], cutBenchmark);
        }
    }

    [Theory]
    [InlineData(10, 414)]
    [InlineData(11, 417)]
    public void A_live_day_is_the_last_row_of_a_backtest(int seed, int yesterday)
    {
        var market = Market(seed);
        var whole = (SleeveRun)Run(market, Options()).Sleeves[2];
        var walking = new WalkOptions();
        var strategy = new SleeveStrategy(whole.Manifest.Options, 63);
        var decisions = whole.Decisions.Select(d => d.Session).ToArray();

        var past = MarketEdits.CutAfter(market, yesterday);
        var before = Walk.Run(past, SignalsOf(past, strategy, decisions), strategy, walking, 279, yesterday, decisions);
        var present = MarketEdits.CutAfter(market, yesterday + 1);
        var day = Walk.Run(present, SignalsOf(present, strategy, decisions), strategy, walking, yesterday + 1, yesterday + 1, decisions, before.State);

        Assert.Equal(whole.Daily.Single(d => d.Session == yesterday + 1), Assert.Single(day.Daily));
        Assert.Equal(whole.Orders.Where(o => o.Session == yesterday + 1), day.Orders);
        Assert.Equal(whole.Fills.Where(f => f.Session == yesterday + 1), day.Fills);
        var tomorrow = whole.Orders.Where(o => o.Session == yesterday + 2).Select(o => (o.Instrument, o.Side, o.DecisionSession));
        Assert.Equal(tomorrow, day.State.OpenOrders.Select(o => (o.Instrument, o.Side, o.DecisionSession)));
    }

    [Fact]
    public void A_sleeve_that_fails_keeps_its_row_and_the_others_run()
    {
        var options = Options();
        var broke = options.Sleeves[1] with { Options = SleeveOptions.Default with { Simulator = new() { AllowNegativeCash = true, Costs = new() { CommissionBps = 5_000, SlippageBps = 5_000 } }, Portfolio = new() { Scheme = PortfolioScheme.EqualWeight } } };
        var result = Run(Market(6), options with { Sleeves = [options.Sleeves[0], broke, options.Sleeves[2]] });
        Assert.IsType<SleeveRun>(result.Sleeves[0]);
        Assert.IsType<SleeveRun>(result.Sleeves[2]);
        var failure = Assert.IsType<SleeveFailure>(result.Sleeves[1]);
        Assert.Contains("positive equity", failure.Reason, StringComparison.Ordinal);
        Assert.Equal("S_H21", failure.Sleeve.SleeveId);
        Assert.True(result.AnyFailed);
    }

    [Theory]
    [InlineData(PortfolioScheme.EqualWeight)]
    [InlineData(PortfolioScheme.InverseVolatility)]
    [InlineData(PortfolioScheme.EqualRiskContribution)]
    public void Every_scheme_runs_under_the_same_caps(PortfolioScheme scheme)
    {
        var options = Options();
        var sleeve = options.Sleeves[1] with { Options = SleeveOptions.Default with { Portfolio = new() { Scheme = scheme } } };
        var run = Assert.IsType<SleeveRun>(Assert.Single(Run(Market(7), options with { Sleeves = [sleeve] }).Sleeves));
        Assert.NotEmpty(run.Fills);
        Assert.All(run.Decisions.SelectMany(d => d.FinalWeights), w => Assert.InRange(w, 0, 0.05 + 1e-9));
    }

    [Fact]
    public void Run_ids_follow_from_what_the_run_depends_on()
    {
        var options = Options();
        var (sleeve, id) = (options.Sleeves[0], CampaignEngine.ManifestOf(options, options.Sleeves[0], "d").RunId);
        Assert.Equal(id, CampaignEngine.ManifestOf(Options(), Options().Sleeves[0], "d").RunId);
        Assert.NotEqual(id, CampaignEngine.ManifestOf(options, sleeve, "e").RunId);
        Assert.NotEqual(id, CampaignEngine.ManifestOf(options with { RiskFreePerYear = 0.01 }, sleeve, "d").RunId);
        Assert.NotEqual(id, CampaignEngine.ManifestOf(options, sleeve with { Options = sleeve.Options with { Risk = null } }, "d").RunId);
    }

    [Fact]
    public void Requests_that_make_no_campaign_are_refused()
    {
        var market = Market(1);
        Assert.Throws<NothingMatchedError>(() => Run(market, Options() with { Start = new(1999, 1, 1), End = new(1999, 12, 31) }));
        Assert.Throws<UserError>(() => Run(market, Options() with { Sleeves = [] }));
        Assert.Throws<UserError>(() => Run(market, Options() with { Sleeves = [Options().Sleeves[0], Options().Sleeves[0]] }));
        Assert.Throws<UserError>(() => Run(market, Options() with { MarketId = "EU_EQ" }));
        Assert.Throws<UserError>(() => Run(market, Options() with { Benchmark = "NOBODY" }));
        Assert.Throws<UserError>(() => Run(market, Options() with { End = new(1990, 1, 1) }));
        Assert.Throws<OperationCanceledException>(() => CampaignEngine.Run(market, Options(), Venue, "digest", 1, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void The_data_card_says_what_to_distrust()
    {
        var run = (SleeveRun)Run(Market(8), Options()).Sleeves[0];
        Assert.Equal(60, run.Card.Instruments);
        Assert.True(run.Card.DelistedInstruments > 0);
        Assert.Contains("delisting fact", run.Card.SurvivorshipNote, StringComparison.Ordinal);
        Assert.True(run.Card.SectorsPointInTime);
        Assert.Equal(["RAW"], run.Card.PriceBases);
        Assert.NotNull(run.Card.RiskFreeNote);
        Assert.Equal(run.Daily.Sum(d => d.StalePositions), run.Card.StalePositionSessions);
    }

    [Fact]
    public void A_users_strategy_runs_on_the_same_road_as_the_house_s()
    {
        var market = Market(9);
        var options = Options();
        var sleeve = (SleeveRun)Run(market, options with { Sleeves = [options.Sleeves[1]] }).Sleeves[0];
        var own = StrategyDefinition.Of("OWN", 1, new SleeveStrategy(options.Sleeves[1].Options, 21)).Configured();
        var run = (SleeveRun)Run(market, options with { Sleeves = [CampaignSleeve.Of("OWN_1", "US_EQ", own, SleeveOptions.Default)] }).Sleeves[0];
        Assert.Equal(sleeve.Daily, run.Daily);
        Assert.Equal(sleeve.Metrics, run.Metrics);
        Assert.NotEqual(sleeve.RunId, run.RunId);
    }

    [Fact]
    public void A_users_strategy_leaves_no_option_without_effect()
    {
        var own = StrategyDefinition.Of("OWN", 1, new SleeveStrategy(SleeveOptions.Default, 21)).Configured();
        var idle = CampaignSleeve.Of("OWN_1", "US_EQ", own, SleeveOptions.Default with { Universe = UniverseOptions.Default with { MaximumSize = 7 } });
        var error = Assert.Throws<UserError>(() => Run(Market(9), Options() with { Sleeves = [idle] }));
        Assert.Contains("sleeves[0].options", error.Message, StringComparison.Ordinal);
        Assert.Contains("only risk, simulator, rebalance, rebalance_phase, signal_delay_sessions and scenario_set_ids count", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stored_strategy_is_made_again_only_by_the_definition_that_ran()
    {
        var options = Options().Sleeves[1].Options;
        var definition = StrategyDefinition.Of("OWN", 1, new SleeveStrategy(options, 21));
        var identity = definition.Configured().Identity;
        Assert.Equal(identity, StrategyDefinition.Restore([definition], identity).Identity);
        Assert.Contains("not part of this program", Mistake([]), StringComparison.Ordinal);
        Assert.Contains("this program has version 2", Mistake([StrategyDefinition.Of("OWN", 2, new SleeveStrategy(options, 21))]), StringComparison.Ordinal);
        Assert.Contains("content digest", Mistake([StrategyDefinition.Of("OWN", 1, new SleeveStrategy(options, 63))]), StringComparison.Ordinal);

        string Mistake(StrategyDefinition[] known) => Assert.Throws<UserError>(() => StrategyDefinition.Restore(known, identity)).Message;
    }

    private static CampaignOptions Options() => new()
    {
        MarketId = "US_EQ",
        Start = TinyMarket.Weekdays(280)[^1],
        End = TinyMarket.Weekdays(Sessions)[^1],
        Sleeves = SleeveCatalog.CoreLong("S", "US_EQ").Select(s => new CampaignSleeve(s, SleeveOptions.Default with { Universe = UniverseOptions.Default with { MaximumSize = 40 } })).ToArray(),
    };

    private static Market Market(int seed) => RandomMarket.Make(seed, 60, Sessions);

    private static CampaignResult Run(Market market, CampaignOptions options, int workers = 2)
        => CampaignEngine.Run(market, options, Venue, "digest", workers);

    private static Signals SignalsOf(Market market, SleeveStrategy strategy, int[] decisions)
        => SignalsEngine.Compute(market, [strategy.Needs], [decisions.Where(d => d < market.Sessions.Count).ToArray()], 2)[0];

    private static WalkResult Rows(SleeveResult result)
    {
        var run = Assert.IsType<SleeveRun>(result);
        return new WalkResult(run.Daily, run.Orders, run.Fills, run.Decisions, run.Positions, null!, 0);
    }

    private static void AssertSame(SleeveRun expected, SleeveRun found)
    {
        Assert.Equal(expected.RunId, found.RunId);
        Assert.Equal(expected.Metrics, found.Metrics);
        Assert.Equal(expected.Benchmark, found.Benchmark);
        WalkRows.AssertEqualUpTo(int.MaxValue, Rows(expected), Rows(found));
    }
}
