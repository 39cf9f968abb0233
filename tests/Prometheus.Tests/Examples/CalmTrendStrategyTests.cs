using Prometheus.Backtest;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Examples;
using Prometheus.Testing.Markets;
using Prometheus.Tests.Backtest;
using Xunit;

namespace Prometheus.Tests.Examples;

public sealed class CalmTrendStrategyTests
{
    private static readonly DateOnly[] Venue = TinyMarket.Weekdays(330);

    [Fact]
    public void It_runs_and_does_not_notice_a_cut_or_scrambled_future()
    {
        var market = RandomMarket.Make(21, 80, 300);
        var whole = Run(market);
        Assert.NotEmpty(whole.Fills);
        Assert.True(double.IsFinite(whole.Metrics["annualised_sharpe"]));
        WalkRows.AssertEqualUpTo(240, WalkOf(whole), WalkOf(Run(MarketEdits.CutAfter(market, 240))));
        WalkRows.AssertEqualUpTo(240, WalkOf(whole), WalkOf(Run(MarketEdits.ScrambleAfter(market, 240, 3))));
    }

    [Fact]
    public void The_risk_service_stands_between_it_and_the_market()
    {
        var run = Run(RandomMarket.Make(22, 80, 300));
        Assert.All(run.Decisions.SelectMany(d => d.FinalWeights), w => Assert.InRange(w, 0, 0.05 + 1e-9));
        Assert.All(run.Decisions.Where(d => d.FinalWeights.Length > 0), d => Assert.NotEmpty(d.RiskActions));
    }

    [Fact]
    public void It_runs_beside_a_sleeve_of_the_house_and_changes_nothing_about_it()
    {
        var market = RandomMarket.Make(23, 80, 300);
        var house = new CampaignSleeve(SleeveCatalog.CoreLong("S", "US_EQ")[1], SleeveOptions.Default);
        var (alone, own) = (Run(market, house)[0], Sleeve(new CalmTrendParameters()));
        var together = Run(market, house, own, Sleeve(new CalmTrendParameters { Names = 10 }) with { Spec = own.Spec with { SleeveId = "TEN" } });

        Assert.Equal((alone.RunId, alone.Daily.Length), (together[0].RunId, together[0].Daily.Length));
        Assert.Equal(alone.Daily, together[0].Daily);
        Assert.Equal(alone.Metrics, together[0].Metrics);
        Assert.Null(together[0].Manifest.Strategy);
        Assert.Equal("CALM_TREND", together[1].Sleeve.StrategyId);
        Assert.Equal("""{"lookback_sessions":126,"names":10}""", together[2].Manifest.Strategy!.Parameters);
        Assert.Equal(3, together.Select(r => r.RunId).Distinct().Count());
        Assert.NotEqual(together[1].Daily[^1].Equity, together[2].Daily[^1].Equity);
    }

    [Fact]
    public void A_parameter_outside_its_range_is_refused_before_anything_runs()
    {
        var error = Assert.Throws<UserError>(() => CalmTrendStrategy.Definition.With(new CalmTrendParameters { Names = 0 }));
        Assert.Equal("CalmTrendParameters: option 'names' expects a whole number from 1 to 500 (names), found 0", error.Message);
        Assert.Contains("CalmTrendParameters", Assert.Throws<UserError>(() => CalmTrendStrategy.Definition.With(SleeveOptions.Default)).Message, StringComparison.Ordinal);
    }

    private static SleeveRun Run(Market market) => Run(market, Sleeve(new CalmTrendParameters()))[0];

    private static SleeveRun[] Run(Market market, params CampaignSleeve[] sleeves)
    {
        var campaign = new CampaignOptions { MarketId = "US_EQ", Start = Venue[0], End = Venue[299], Sleeves = sleeves };
        return [.. CampaignEngine.Run(market, campaign, Venue, "digest", 2).Sleeves.Cast<SleeveRun>()];
    }

    private static CampaignSleeve Sleeve(CalmTrendParameters parameters)
        => CampaignSleeve.Of("CALM", "US_EQ", CalmTrendStrategy.Definition.With(parameters), SleeveOptions.Default with { Rebalance = "monthly" });

    private static WalkResult WalkOf(SleeveRun run) => new(run.Daily, run.Orders, run.Fills, run.Decisions, run.Positions, null!, 0);
}
