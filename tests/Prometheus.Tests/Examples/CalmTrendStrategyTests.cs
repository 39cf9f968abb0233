using Prometheus.Backtest.Campaigns;
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
        Assert.NotEmpty(whole.Walk.Fills);
        Assert.True(double.IsFinite(whole.Metrics["annualised_sharpe"]));
        WalkRows.AssertEqualUpTo(240, whole.Walk, Run(MarketEdits.CutAfter(market, 240)).Walk);
        WalkRows.AssertEqualUpTo(240, whole.Walk, Run(MarketEdits.ScrambleAfter(market, 240, 3)).Walk);
    }

    [Fact]
    public void The_risk_service_stands_between_it_and_the_market()
    {
        var run = Run(RandomMarket.Make(22, 80, 300));
        Assert.All(run.Walk.Decisions.SelectMany(d => d.FinalWeights), w => Assert.InRange(w, 0, 0.05 + 1e-9));
        Assert.All(run.Walk.Decisions.Where(d => d.FinalWeights.Length > 0), d => Assert.NotEmpty(d.RiskActions));
    }

    private static StrategyRun Run(Market market)
        => CampaignEngine.Run(
            market, new CalmTrendStrategy(), new StrategyRunOptions { Start = Venue[0], End = Venue[299], Rebalance = "monthly" }, Venue, workers: 2);
}
