using Xunit;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>
/// The first promise, over whole campaigns and real stores: what is dated on or before t stays the same bit for bit when everything later is
/// deleted, and when everything later is different.
/// </summary>
public sealed class LookAheadTests(SyntheticCampaign full) : IClassFixture<SyntheticCampaign>
{
    private readonly FutureTrial _trial = new(SyntheticStore.Copy, SyntheticStore.Campaign, full.Rows);

    [Fact]
    public void The_campaign_goes_through_what_could_leak()
    {
        var (historical, runtime) = (full.Store.Databases.Historical, full.Store.Databases.Runtime);
        var range = new { start = SyntheticStore.Campaign.Start, end = SyntheticStore.Campaign.End };

        Assert.True(historical.Scalar<long>("SELECT COUNT(*) FROM corporate_actions WHERE kind = 'SPLIT' AND ex_date BETWEEN @start AND @end", range) > 0);
        Assert.True(historical.Scalar<long>("SELECT COUNT(*) FROM corporate_actions WHERE kind = 'DIVIDEND' AND ex_date BETWEEN @start AND @end", range) > 0);
        Assert.True(historical.Scalar<long>("SELECT COUNT(*) FROM prices_daily WHERE trade_date > @end", range) > 0);
        Assert.True(runtime.Scalar<long>("SELECT COUNT(*) FROM instrument_facts WHERE kind = 'DELISTED' AND as_of_date BETWEEN @start AND @end AND known_on < as_of_date", range) > 0);
        Assert.True(runtime.Scalar<long>("SELECT COUNT(*) FROM instrument_facts WHERE kind = 'LISTED' AND as_of_date BETWEEN @start AND @end", range) > 0);
        Assert.True(runtime.Scalar<long>("SELECT COUNT(*) FROM fills WHERE metadata LIKE '%DELIST%'") > 0);
        foreach (var table in DatedRows.TableNames)
            Assert.NotEmpty(full.Rows.Of(table));
    }

    [Fact]
    public void Nothing_dated_until_t_changes_when_the_future_is_deleted()
        => Assert.Empty(_trial.Differences(_trial.Sessions(count: 20, seed: 2014), StoreEdits.CutAfter));

    [Fact]
    public void Nothing_dated_until_t_changes_when_the_future_is_different()
        => Assert.Empty(_trial.Differences(_trial.Sessions(count: 10, seed: 2015), (databases, t) => StoreEdits.ScrambleAfter(databases, t, seed: t.DayNumber)));

    [Fact]
    public void A_final_return_that_becomes_known_after_the_delisting_changes_nothing_before()
    {
        using var late = SyntheticStore.Copy();
        var exit = late.Databases.Runtime.Query<ExitDate>(
            "SELECT instrument_id, as_of_date FROM instrument_facts WHERE kind = 'DELISTING_RETURN' AND as_of_date BETWEEN @Start AND @End ORDER BY as_of_date LIMIT 1",
            SyntheticStore.Campaign)[0];
        StateReturnLate(late, exit);
        Assert.False(late.Run(SyntheticStore.Campaign).Result.AnyFailed);

        using var cut = SyntheticStore.Copy();
        StateReturnLate(cut, exit);
        var t = exit.AsOfDate.AddDays(4);
        StoreEdits.CutAfter(cut.Databases, t);
        cut.Run(SyntheticStore.Campaign);

        Assert.Null(DatedRows.DifferenceUntil(DatedRows.Read(late.Databases.Runtime), DatedRows.Read(cut.Databases.Runtime), t));
    }

    private static void StateReturnLate(StoreCopy store, ExitDate exit) => store.Databases.Runtime.InTransaction(unit => Assert.Equal(1, unit.Execute(
        "UPDATE instrument_facts SET known_on = @known WHERE instrument_id = @InstrumentId AND kind = 'DELISTING_RETURN'",
        new { exit.InstrumentId, known = exit.AsOfDate.AddDays(14) })));

    private sealed record ExitDate
    {
        public string InstrumentId { get; init; } = "";

        public DateOnly AsOfDate { get; init; }
    }
}
