using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Robustness;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Universes;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.Tests.Backtest.Robustness;

public sealed class RobustnessEngineTests
{
    private const int Sessions = 360;
    private static readonly DateOnly[] Venue = TinyMarket.Weekdays(Sessions + 30);
    private static readonly RobustnessOptions Small = new() { StartShifts = 1, CostMultiples = [0, 1, 5] };

    [Fact]
    public void The_plain_variant_is_the_campaigns_own_run()
    {
        var market = Market();
        var run = (SleeveRun)CampaignEngine.Run(market, Campaign(), Venue, "digest", 2).Sleeves[0];
        var grid = Run(market, Small)[0];
        var plain = grid.Cells.Single(c => c.Variant == new RobustnessVariant(0, 0, 0, 1));
        Assert.Equal(run.RunId, plain.RunId);
        Assert.Equal(run.Metrics, plain.Metrics);
        Assert.Equal(2 * 5 * 2 * 3, grid.Cells.Count);
        Assert.Equal(grid.Cells.Count, grid.Cells.Select(c => c.RunId).Distinct().Count());
        Assert.All(grid.Cells, c => Assert.Null(c.Failure));
    }

    [Fact]
    public void Costs_cost()
    {
        foreach (var same in Run(Market(), Small)[0].Cells.GroupBy(c => (c.Variant.StartShift, c.Variant.Phase, c.Variant.Delay)))
            Assert.Equal(0, same.Single(c => c.Variant.CostMultiple == 0)["cost_drag_bps_per_year"]);
    }

    [Fact]
    public void Each_variant_is_what_the_same_options_give_alone()
    {
        var market = Market();
        var cell = Run(market, Small)[0].Cells.Single(c => c.Variant == new RobustnessVariant(1, 3, 1, 5));
        var campaign = Campaign();
        var sleeve = campaign.Sleeves[0];
        var costs = sleeve.Options.Simulator.Costs;
        var alone = campaign with
        {
            Start = TinyMarket.Weekdays(262)[^1],
            Sleeves =
            [
                sleeve with
                {
                    Options = sleeve.Options with
                    {
                        RebalancePhase = 3,
                        SignalDelaySessions = 1,
                        Simulator = sleeve.Options.Simulator with { Costs = new() { SlippageBps = 5 * costs.SlippageBps, CommissionBps = 5 * costs.CommissionBps } },
                    },
                },
            ],
        };
        var run = (SleeveRun)CampaignEngine.Run(market, alone, Venue, "digest", 1).Sleeves[0];
        Assert.Equal(run.RunId, cell.RunId);
        Assert.Equal(run.Metrics, cell.Metrics);
    }

    [Fact]
    public void Workers_change_nothing_and_one_phase_is_one()
    {
        var market = Market();
        var options = Small with { AllPhases = false };
        var (alone, together) = (Run(market, options, 1)[0], Run(market, options, 4)[0]);
        Assert.Equal(2 * 2 * 3, alone.Cells.Count);
        Assert.Equal(alone.Cells.Select(c => c.RunId), together.Cells.Select(c => c.RunId));
        Assert.All(alone.Cells.Zip(together.Cells), pair => Assert.Equal(pair.First.Metrics, pair.Second.Metrics));
    }

    [Fact]
    public void A_request_that_makes_no_grid_is_refused()
    {
        var market = Market();
        Assert.Throws<UserError>(() => Run(market, Small with { StartShifts = 200 }));
        Assert.Throws<UserError>(() => Run(market, Small with { CostMultiples = [1, 1] }));
        Assert.Throws<UserError>(() => Run(market, Small with { Delays = [-1] }));
    }

    private static CampaignOptions Campaign() => new()
    {
        MarketId = "US_EQ",
        Start = TinyMarket.Weekdays(261)[^1],
        End = TinyMarket.Weekdays(Sessions)[^1],
        Sleeves = [new CampaignSleeve(SleeveCatalog.CoreLong("S", "US_EQ")[1], SleeveOptions.Default with { Universe = UniverseOptions.Default with { MaximumSize = 20 } })],
    };

    private static Market Market() => RandomMarket.Make(1, 40, Sessions);

    private static IReadOnlyList<RobustnessGrid> Run(Market market, RobustnessOptions options, int workers = 2)
        => RobustnessEngine.Run(market, Campaign(), options, Venue, "digest", workers);
}
