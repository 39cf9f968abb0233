using Prometheus.Backtest;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Markets;
using Prometheus.Jobs;
using Prometheus.Opinions.Signals;
using Prometheus.States.Stability;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.Stability;
using Xunit;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>Where a computation begins, and whether it is done at once or day by day, changes no row of it.</summary>
public sealed class ContinuityTests
{
    [Fact]
    public void States_of_a_later_campaign_are_those_of_an_earlier_one()
    {
        // A Friday at a month's end, on which every rhythm decides: a run also decides on its first session, whatever its rhythm says.
        var later = SyntheticStore.Campaign with { Start = new DateOnly(2013, 5, 31) };
        var earlier = later with { Start = new DateOnly(2012, 7, 2) };
        using var one = SyntheticStore.Copy();
        one.Run(earlier);
        using var other = SyntheticStore.Copy();
        other.Run(later);

        var (whole, part) = (DatedRows.Read(one.Databases.Runtime), DatedRows.Read(other.Databases.Runtime));
        foreach (var table in new[] { "instrument_scores", "stability_vectors", "soft_target_classes" })
        {
            var all = whole.Of(table).ToHashSet(StringComparer.Ordinal);
            var fresh = part.Of(table);
            Assert.True(fresh.Length > 1000);
            Assert.Empty(fresh.Where(line => !all.Contains(line)).Take(3));
        }
    }

    [Fact]
    public void A_run_that_excludes_issuers_knows_whose_each_name_is_and_another_does_not_care()
    {
        using var store = SyntheticStore.Copy();
        var names = store.Databases.Runtime.Query<string>("SELECT instrument_id FROM instruments WHERE issuer_id IS NOT NULL ORDER BY instrument_id LIMIT 2");
        var issuer = store.Databases.Runtime.Scalar<string>("SELECT issuer_id FROM instruments WHERE instrument_id = @id", new { id = names[0] })!;
        var sleeve = SyntheticStore.Campaign.Sleeves[0];
        var open = SyntheticStore.Campaign with { Start = new DateOnly(2014, 4, 1), Sleeves = [sleeve] };
        var closed = open with { Sleeves = [sleeve with { Options = sleeve.Options with { Universe = sleeve.Options.Universe with { ExcludedIssuers = [issuer] } } }] };
        var (all, some) = (RunIdOf(open), RunIdOf(closed));

        store.Databases.Runtime.InTransaction(unit => unit.Execute("UPDATE instruments SET issuer_id = @issuer WHERE instrument_id = @id", new { issuer, id = names[1] }));

        Assert.Equal(all, RunIdOf(open));
        Assert.NotEqual(some, RunIdOf(closed));

        string RunIdOf(CampaignOptions campaign) => store.Run(campaign).Result.Sleeves[0].RunId;
    }

    [Fact]
    public void States_of_a_campaign_are_those_of_a_backfill()
    {
        using var campaign = SyntheticStore.Copy();
        campaign.Run(SyntheticStore.Campaign);
        using var backfill = SyntheticStore.Copy();
        BackfillStability.Execute(
            backfill.Databases, "US_EQ", StabilityEntity.Instrument, SyntheticStore.Market.Start, SyntheticStore.Market.End, StabilityOptions.Default, new JobContext(new JobOptions { Workers = 2 }, new JobRunner(TimeProvider.System)));

        var (some, all) = (DatedRows.Read(campaign.Databases.Runtime), DatedRows.Read(backfill.Databases.Runtime));
        foreach (var table in new[] { "stability_vectors", "soft_target_classes" })
        {
            var every = all.Of(table).ToHashSet(StringComparer.Ordinal);
            Assert.Empty(some.Of(table).Where(line => !every.Contains(line)).Take(3));
        }
    }

    [Theory]
    [InlineData("2014-04-17")] // a Thursday before a holiday: the week's last session
    [InlineData("2014-05-13")]
    [InlineData("2014-05-27")] // a Tuesday after a holiday
    public void A_single_day_with_one_new_row_of_data_equals_the_last_day_of_a_backtest(string today)
    {
        var date = DateOnly.ParseExact(today, "yyyy-MM-dd");
        using var store = SyntheticStore.Copy();
        foreach (var sleeve in SyntheticStore.Campaign.Sleeves)
        {
            // Yesterday: everything stored until then, walked, and the state kept.
            var yesterday = new Day(store, sleeve, date.AddDays(-1));
            var kept = yesterday.Walk(yesterday.First, from: null).State.Copy();

            // Today: one new row, loaded and computed afresh; the walk goes on from what was kept.
            var now = new Day(store, sleeve, date);
            Assert.Equal(yesterday.Market.Instruments.Ids, now.Market.Instruments.Ids);
            Assert.Equal(yesterday.Market.Sessions.Count + 1, now.Market.Sessions.Count);
            var live = now.Walk(now.Last, kept);
            var backtest = now.Walk(now.First, from: null);

            Assert.Equal(backtest.Daily[^1], Assert.Single(live.Daily));
            Assert.Equal(backtest.Fills.Where(f => f.Session == now.Last), live.Fills);
            Assert.Equal(backtest.Orders.Where(o => o.Session == now.Last), live.Orders);
            Assert.Equal(backtest.State.OpenOrders, live.State.OpenOrders);
            Assert.Equal(backtest.Positions[^1].Positions, live.Positions[^1].Positions);
            var decided = backtest.Decisions.SingleOrDefault(d => d.Session == now.Last);
            var decidedLive = live.Decisions.SingleOrDefault();
            Assert.Equal(decided?.FinalInstruments, decidedLive?.FinalInstruments);
            Assert.Equal(decided?.FinalWeights, decidedLive?.FinalWeights);
            Assert.Equal(decided?.RiskActions, decidedLive?.RiskActions);
        }
    }

    /// <summary>What one sleeve of the synthetic campaign knows at one close.</summary>
    private sealed class Day
    {
        private readonly SleeveStrategy _strategy;
        private readonly WalkOptions _options;
        private readonly int[] _decisions;
        private readonly Signals _signals;

        public Day(StoreCopy store, CampaignSleeve sleeve, DateOnly date)
        {
            var campaign = SyntheticStore.Campaign;
            Market = MarketLoader.Load(store.Databases, new MarketLoadOptions { MarketId = campaign.MarketId, End = date, Reads = MarketReads.All });
            (First, Last) = (Market.Sessions.FirstAtOrAfter(campaign.Start), Market.Sessions.Count - 1);
            _strategy = new SleeveStrategy(sleeve.Options, sleeve.Spec.AssessmentHorizonDays);
            _options = new WalkOptions { InitialCash = campaign.InitialCash, Simulator = sleeve.Options.Simulator, Risk = sleeve.Options.Risk };
            var venue = DecisionSchedule.VenueSessions(Market.Definition.Exchange, campaign.Start, date);
            _decisions = DecisionSchedule.Rows(RebalanceRule.Parse(sleeve.Options.Rebalance), Market.Sessions, First, Last, venue);
            _signals = SignalsEngine.Compute(Market, [_strategy.Needs], [_decisions], workers: 2)[0];
        }

        public Market Market { get; }

        public int First { get; }

        public int Last { get; }

        public WalkResult Walk(int start, WalkState? from) => Backtest.Walk.Run(Market, _signals, _strategy, _options, start, Last, _decisions, from);
    }
}
