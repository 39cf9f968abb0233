using Prometheus.Backtest;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.States.Fragility;
using Prometheus.States.Regimes;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.Tests.Backtest.Campaigns;

/// <summary>Campaigns whose sleeves know λ, regimes and fragility.</summary>
public sealed class StateAwareCampaignTests
{
    private const int Sessions = 420;
    private static readonly DateOnly[] Venue = TinyMarket.Weekdays(Sessions + 30);

    [Theory]
    [InlineData(1, 300)]
    [InlineData(2, 418)]
    public void Nothing_up_to_t_changes_when_the_future_is_cut_or_scrambled(int seed, int session)
    {
        var market = Market(seed);
        var whole = Runs(market);
        var cut = Runs(MarketEdits.CutAfter(market, session));
        var scrambled = Runs(MarketEdits.ScrambleAfter(market, session, seed));
        for (var i = 0; i < whole.Length; i++)
        {
            foreach (var other in new[] { cut[i], scrambled[i] })
            {
                WalkRows.AssertEqualUpTo(session, Rows(whole[i]), Rows(other));
                var days = whole[i].Daily.Count(d => d.Session <= session);
                Assert.Equal(whole[i].Exposures[..days], other.Exposures[..days]);
            }
        }
    }

    [Fact]
    public void The_number_of_workers_changes_no_bit()
    {
        var market = Market(3);
        foreach (var (alone, together) in Runs(market, 1).Zip(Runs(market, 4)))
        {
            Assert.Equal(alone.RunId, together.RunId);
            Assert.Equal(alone.Metrics, together.Metrics);
            Assert.Equal(alone.Exposures, together.Exposures);
            WalkRows.AssertEqualUpTo(int.MaxValue, Rows(alone), Rows(together));
        }
    }

    [Fact]
    public void Every_sleeve_records_what_it_was_exposed_to_and_shares_what_it_reads()
    {
        var runs = Runs(Market(4));
        foreach (var run in runs)
        {
            Assert.Equal(run.Daily.Length, run.Exposures.Length);
            Assert.All(run.Exposures, e => Assert.True(e.UniverseSize > 0 && e.StabilityRiskMean is >= 0 and <= 1 && e.Regime is not null && e.RegimeRisk is >= 0 and <= 1));
            Assert.Equal(run.Daily.Length - 1, Enum.GetValues<RegimeLabel>().Sum(l => run.Metrics["days_" + RegimeRules.NameOf(l)]));
        }

        Assert.Same(runs[0].Signals.Regime, runs[1].Signals.Regime);
        Assert.DoesNotContain("lambda_score_mean_over_run", runs[0].Metrics.Keys);
        Assert.InRange(runs[1].Metrics["lambda_score_coverage_over_run"], 0.7, 1);
        Assert.Contains("lambda_fwd_bucket_high_minus_low_return_diff_t_stat", runs[1].Metrics.Keys);
    }

    [Fact]
    public void Between_decisions_the_last_universe_carries_on()
    {
        var run = Runs(Market(4))[1];
        var decisions = run.Decisions.ToDictionary(d => d.Session, d => d.Universe!);
        var members = 0;
        for (var k = 0; k < run.Daily.Length; k++)
        {
            if (decisions.TryGetValue(run.Daily[k].Session, out var universe))
                members = universe.Candidates.Count(c => c.Included);
            Assert.Equal(members, run.Exposures[k].UniverseSize);
        }
    }

    [Fact]
    public void Weight_0_records_λ_and_changes_no_trade()
    {
        var market = Market(5);
        var plain = Options(market).Sleeves[0];
        var recorded = plain with { Spec = plain.Spec with { SleeveId = "R" }, Options = plain.Options with { Lambda = Lambda(market, 0) } };
        var ranked = plain with { Spec = plain.Spec with { SleeveId = "W" }, Options = plain.Options with { Lambda = Lambda(market, 40) } };
        var runs = Runs(market, Options(market) with { Sleeves = [plain, recorded, ranked] }, 2);
        Assert.Equal(runs[0].Daily, runs[1].Daily);
        Assert.Equal(runs[0].Fills, runs[1].Fills);
        Assert.NotEqual(runs[0].RunId, runs[1].RunId);
        Assert.True(runs[1].Metrics["lambda_score_mean_over_run"] > 0);
        Assert.NotEqual(runs[0].Daily, runs[2].Daily);
    }

    [Fact]
    public void A_run_id_follows_from_the_predictions_until_the_end_and_from_no_later_one()
    {
        var market = Market(5);
        var predictions = Predictions(market, Sessions);
        var end = market.Sessions[350];
        Assert.Equal(Predictions(market, 351).Digest, predictions.Until(end).Digest);
        Assert.NotEqual(predictions.Digest, predictions.Until(end).Digest);
    }

    [Fact]
    public void A_prediction_that_was_not_yet_available_is_a_mistake_of_the_request()
    {
        var market = Market(5);
        var late = new LambdaPredictions("US_EQ", "LATE", "lambda_hat", market.Sessions.Dates.ToArray().SelectMany(date => market.Sectors.Names.Select(sector =>
            new LambdaPrediction(date, "US_EQ", sector, "STABLE", 1, date.AddDays(1)))));
        var options = Options(market);
        var sleeve = options.Sleeves[0];
        var lambda = new LambdaOptions { ExperimentId = "LATE", PredictionsDigest = late.Digest };
        var campaign = options with { Lambda = [late], Sleeves = [sleeve with { Options = sleeve.Options with { Lambda = lambda } }] };
        var error = Assert.Throws<UserError>(() => CampaignEngine.Run(market, campaign, Venue, "digest", 2));
        Assert.Contains("became available", error.Message, StringComparison.Ordinal);
        Assert.Throws<UserError>(() => CampaignEngine.Run(market, campaign with { Lambda = [] }, Venue, "digest", 2));
    }

    [Fact]
    public void Rules_take_their_share_of_the_weights_and_say_why()
    {
        var market = Market(6);
        var plain = Options(market).Sleeves[0];
        var half = new RegimeRules { Crisis = 0.5, RiskOff = 0.5, Carry = 0.5, Neutral = 0.5 };
        var none = new RegimeRules { Crisis = 0, RiskOff = 0, Carry = 0, Neutral = 0 };
        CampaignSleeve With(string id, RegimeRules? rules) => plain with { Spec = plain.Spec with { SleeveId = id }, Options = plain.Options with { RegimeRules = rules, Risk = null } };
        var runs = Runs(market, Options(market) with { Sleeves = [With("A", null), With("B", half), With("C", none), With("D", new RegimeRules())] }, 2);

        Assert.Equal(0.5 * runs[0].Decisions[0].FinalWeights.Sum(), runs[1].Decisions[0].FinalWeights.Sum(), 9);
        Assert.All(runs[1].Decisions, d => Assert.StartsWith("regime ", ((Decision.TargetWeights)d.Decision).Reason, StringComparison.Ordinal));
        Assert.Empty(runs[2].Fills);
        Assert.Equal(runs[0].Daily, runs[3].Daily);
        Assert.InRange(runs[1].Metrics["gross_exposure_mean"], 0.3 * runs[0].Metrics["gross_exposure_mean"], 0.7 * runs[0].Metrics["gross_exposure_mean"]);
    }

    [Fact]
    public void Rules_are_read_from_labels_and_shares()
    {
        var rules = RegimeRules.Parse("CRISIS=0, RISK_OFF=0.5");
        Assert.Equal((0, 0.5, 1, 1), (rules.Crisis, rules.RiskOff, rules.Carry, rules.Neutral));
        Assert.Equal(1, rules.ScaleIn(null));
        foreach (var wrong in new[] { "", "CRISIS", "PANIC=0", "CRISIS=0,CRISIS=1", "CRISIS=2", "CRISIS=much" })
            Assert.Throws<UserError>(() => RegimeRules.Parse(wrong));
    }

    [Fact]
    public void A_delayed_decision_knows_one_session_less()
    {
        var market = Market(7);
        var plain = Options(market).Sleeves[0];
        var delayed = plain with { Options = plain.Options with { SignalDelaySessions = 1 } };
        var run = Runs(market, Options(market) with { Sleeves = [delayed] }, 1)[0];
        Assert.NotEmpty(run.Fills);
        Assert.All(run.Decisions, d => Assert.Equal(d.Session - 1, d.Universe!.Session));
    }

    [Fact]
    public void Options_that_nobody_sets_do_not_enter_a_run_id()
    {
        var json = CanonicalJson.SerializeToString(SleeveOptions.Default);
        foreach (var name in new[] { "lambda", "regime_rules", "fragility", "imported", "rebalance_phase", "signal_delay_sessions", "scenario_set_ids", "regime_sizes" })
            Assert.DoesNotContain(name, json, StringComparison.Ordinal);
    }

    private static CampaignOptions Options(Market market)
    {
        var specs = SleeveCatalog.CoreLong("S", "US_EQ");
        var plain = SleeveOptions.Default with { Universe = UniverseOptions.Default with { MaximumSize = 30 } };
        var everything = plain with
        {
            Lambda = Lambda(market, 20),
            Fragility = FragilityOptions.Default,
            RegimeRules = RegimeRules.Parse("CRISIS=0,RISK_OFF=0.5"),
            Universe = plain.Universe with { MaximumFragility = 0.9, RegimeSizes = new RegimeSizes { RiskOff = 0.5 } },
        };
        return new CampaignOptions
        {
            MarketId = "US_EQ",
            Start = TinyMarket.Weekdays(280)[^1],
            End = TinyMarket.Weekdays(Sessions)[^1],
            Sleeves =
            [
                new CampaignSleeve(specs[0], plain),
                new CampaignSleeve(specs[1], everything),
                new CampaignSleeve(specs[2], everything with { SignalDelaySessions = 1, Rebalance = "every:3", RebalancePhase = 1 }),
            ],
            Lambda = [Predictions(market, Sessions)],
        };
    }

    /// <summary>The same whatever becomes of the market: dates and sectors are those of the undisturbed one.</summary>
    private static LambdaPredictions Predictions(Market market, int sessions)
        => RandomPredictions.Of("US_EQ", TinyMarket.Weekdays(sessions), market.Sectors.Names, "x");

    private static LambdaOptions Lambda(Market market, double weight)
        => new() { ExperimentId = "RANDOM_x", PredictionsDigest = Predictions(market, Sessions).Digest, Weight = weight };

    private static Market Market(int seed) => RandomMarket.Make(seed, 50, Sessions);

    private static SleeveRun[] Runs(Market market, int workers = 2) => Runs(market, Options(market), workers);

    private static SleeveRun[] Runs(Market market, CampaignOptions options, int workers)
        => CampaignEngine.Run(market, options, Venue, "digest", workers).Sleeves.Select(Assert.IsType<SleeveRun>).ToArray();

    private static WalkResult Rows(SleeveRun run) => new(run.Daily, run.Orders, run.Fills, run.Decisions, run.Positions, null!, 0);
}
