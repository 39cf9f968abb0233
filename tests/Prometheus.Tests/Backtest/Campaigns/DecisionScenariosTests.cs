using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Scenarios;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.Tests.Backtest.Campaigns;

/// <summary>Campaigns whose sleeves name scenario sets.</summary>
public sealed class DecisionScenariosTests
{
    private const int Sessions = 400;

    private static readonly DateOnly[] Venue = TinyMarket.Weekdays(Sessions + 30);

    private static readonly ScenarioRequest[] Requests =
    [
        new() { Name = "BOOT", Markets = ["US_EQ"], Category = ScenarioCategory.Bootstrap, HorizonDays = 5, NumPaths = 60 },
        new() { Name = "HIST", Markets = ["US_EQ"], HorizonDays = 10, NumPaths = 60 },
    ];

    [Fact]
    public void Every_decision_is_tried_on_what_was_known_and_its_result_is_the_same_book()
    {
        var market = RandomMarket.Make(31, 60, Sessions);
        var (plain, tried) = (Run(market, []), Run(market, ["BOOT", "HIST"]));
        Assert.NotEqual(plain.RunId, tried.RunId);
        Assert.Equal(plain.Daily.Select(d => d.Equity), tried.Daily.Select(d => d.Equity));
        Assert.Empty(plain.Scenarios);
        Assert.Equal(["BOOT", "HIST"], tried.Scenarios.Select(s => s.SetId));
        foreach (var set in tried.Scenarios)
        {
            Assert.Equal(tried.Decisions.Length, set.Risks.Length);
            Assert.All(tried.Decisions.Zip(set.Risks), d => Assert.Equal(d.First.Session >= 252 && d.First.Decision is not Decision.HoldDecision, d.Second is not null));
            var known = set.Risks.OfType<ScenarioRisk>().ToArray();
            Assert.Equal(known.Average(r => r.Var95), tried.Metrics[$"{set.SetId}:scenario_var_95_mean"]);
            Assert.Equal(known.Min(r => r.Var95), tried.Metrics[$"{set.SetId}:scenario_var_95_worst"]);
            Assert.Equal(known.Average(r => r.Es95), tried.Metrics[$"{set.SetId}:scenario_es_95_mean"]);
            Assert.Equal(known.Min(r => r.Es95), tried.Metrics[$"{set.SetId}:scenario_es_95_worst"]);
            Assert.Equal(known.Length, tried.Metrics[$"{set.SetId}:scenario_num_decisions"]);
        }

        var last = tried.Decisions.Length - 1;
        var asked = ScenarioEngine.Generate(market, Requests[1] with { BaseDateEnd = market.Sessions[tried.Decisions[last].Session] });
        var ids = tried.Decisions[last].FinalInstruments.Select(i => market.Instruments[i]).ToArray();
        Assert.Equal(ScenarioRisk.Of(ids, tried.Decisions[last].FinalWeights, asked).PathReturns, tried.Scenarios[1].Risks[last]!.PathReturns);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(380)]
    public void Nothing_up_to_t_changes_when_the_future_is_cut_or_scrambled(int session)
    {
        var market = RandomMarket.Make(32, 60, Sessions);
        var whole = Run(market, ["HIST"]);
        foreach (var other in new[] { Run(MarketEdits.CutAfter(market, session), ["HIST"]), Run(MarketEdits.ScrambleAfter(market, session, 3), ["HIST"]) })
        {
            var decisions = whole.Decisions.Count(d => d.Session < session); // a cut market ends on its last session, which decides differently
            Assert.True(decisions > 5);
            for (var k = 0; k < decisions; k++)
                Assert.Equal(whole.Scenarios[0].Risks[k]?.PathReturns, other.Scenarios[0].Risks[k]?.PathReturns);
        }
    }

    [Fact]
    public void The_number_of_workers_changes_no_bit()
    {
        var market = RandomMarket.Make(33, 50, Sessions);
        var (alone, together) = (Run(market, ["BOOT"], workers: 1), Run(market, ["BOOT"], workers: 4));
        Assert.Equal(alone.Metrics, together.Metrics);
        Assert.Equal(alone.Scenarios[0].Risks.Select(r => r?.Es95), together.Scenarios[0].Risks.Select(r => r?.Es95));
    }

    [Fact]
    public void A_set_that_is_not_at_hand_is_named()
        => Assert.Throws<UserError>(() => Run(RandomMarket.Make(34, 30, 300), ["NONE"]));

    private static SleeveRun Run(Market market, string[] sets, int workers = 2)
    {
        var options = new CampaignOptions
        {
            MarketId = "US_EQ",
            Start = market.Sessions[200],
            End = market.Sessions[^1],
            Scenarios = Requests,
            Sleeves =
            [
                new CampaignSleeve(
                    SleeveSpec.Parse("A:S:US_EQ:U:P:X:21"), SleeveOptions.Default with { ScenarioSetIds = sets.Length == 0 ? null : [.. sets] }),
            ],
        };
        return Assert.IsType<SleeveRun>(CampaignEngine.Run(market, options, Venue, new string('0', 64), workers).Sleeves[0]);
    }
}
