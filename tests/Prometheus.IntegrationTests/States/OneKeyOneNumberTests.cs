using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Errors;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Jobs;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;
using Prometheus.Workflows.Regimes;
using Prometheus.Workflows.Stability;
using Prometheus.Workflows.Universes;
using Xunit;

namespace Prometheus.IntegrationTests.States;

/// <summary>Whoever writes a key writes the same number, and what a state read is what makes its rows stale.</summary>
public sealed class OneKeyOneNumberTests
{
    private static readonly DateOnly Start = new(2014, 1, 2);
    private static readonly DateOnly End = new(2014, 6, 30);

    /// <summary>Default, vectors that read ranges, vectors of profiles, another window.</summary>
    public static TheoryData<string, string> StabilityOptionSets => new()
    {
        { "window_sessions", "63" },
        { "features", "num-stab-core-v1" },
        { "features", "num-profile-core-v1" },
        { "window_sessions", "42" },
    };

    [Theory, MemberData(nameof(StabilityOptionSets))]
    public void Stability_is_the_same_from_a_backfill_a_universe_and_a_campaign(string option, string value)
    {
        var options = option == "features" ? StabilityOptions.Default with { Features = value } : StabilityOptions.Default with { WindowSessions = int.Parse(value, null), MinimumObservations = 40 };
        using var backfilled = SyntheticStore.Copy();
        BackfillStability.Execute(backfilled.Databases, "US_EQ", StabilityEntity.Instrument, Start, End, options, Jobs());
        using var selected = SyntheticStore.Copy();
        BackfillUniverse.Execute(selected.Databases, new UniverseBackfillOptions { Start = Start, End = End, Stability = options }, Jobs());
        using var run = SyntheticStore.Copy();
        run.Run(Campaign(SleeveOptions.Default with { Stability = options }));
        var whole = Rows(backfilled);
        Assert.Equal(whole, Rows(selected));
        var part = Rows(run);
        Assert.NotEmpty(part);
        Assert.Empty(part.Where(row => !whole.Contains(row)).Take(3));
    }

    [Theory]
    [InlineData("volume")]
    [InlineData("high")]
    public void A_changed_cell_that_only_vectors_read_makes_them_stale_and_nothing_else(string field)
    {
        using var store = SyntheticStore.Copy();
        var vectors = StabilityOptions.Default with { Features = "num-profile-core-v1" };
        BackfillStability.Execute(store.Databases, "US_EQ", StabilityEntity.Instrument, Start, End, vectors, Jobs());
        BackfillStability.Execute(store.Databases, "US_EQ", StabilityEntity.Instrument, Start, End, StabilityOptions.Default, Jobs());
        store.Databases.Historical.InTransaction(unit =>
        {
            unit.Execute($"UPDATE prices_daily SET {field} = {field} * 1.5 WHERE trade_date = '2013-06-03'");
            unit.Execute("DELETE FROM price_tiles");
        });
        Assert.Equal(0, BackfillStability.Execute(store.Databases, "US_EQ", StabilityEntity.Instrument, Start, End, StabilityOptions.Default, Jobs()).Done);
        Assert.Equal(1, BackfillStability.Execute(store.Databases, "US_EQ", StabilityEntity.Instrument, Start, End, vectors, Jobs()).Done);
    }

    [Fact]
    public void A_region_has_one_regime_whoever_computes_it()
    {
        using var store = SyntheticStore.Copy();
        var index = store.Databases.Runtime.Query<string>("SELECT instrument_id FROM instruments ORDER BY instrument_id LIMIT 1")[0];
        var before = store.Run(Campaign(SleeveOptions.Default)).Result.Sleeves[0].RunId;
        Assert.True(RegimeIndexSetting.Declare(store.Databases, "US", index, replace: false));
        Assert.False(RegimeIndexSetting.Declare(store.Databases, "US", index, replace: false));
        ClassifyRegimes.Execute(store.Databases, "US", Start, End, RegimeOptions.Default, Jobs());
        var after = store.Run(Campaign(SleeveOptions.Default)).Result.Sleeves[0].RunId;
        Assert.NotEqual(before, after);
        const string compare =
            """
            SELECT COUNT(*) FROM backtest_daily_equity e JOIN regimes r ON r.as_of_date = e.date AND r.region = 'US'
            WHERE e.run_id = @run AND e.exposure_metrics_json LIKE '%regime_label%' AND e.exposure_metrics_json
            """;
        var same = store.Databases.Runtime.Scalar<long>($"{compare} LIKE '%\"regime_label\":\"' || r.regime_label || '\"%'", new { run = after });
        var other = store.Databases.Runtime.Scalar<long>($"{compare} NOT LIKE '%\"regime_label\":\"' || r.regime_label || '\"%'", new { run = after });
        Assert.True(same > 100);
        Assert.Equal(0, other);
    }

    [Fact]
    public void Another_index_takes_the_place_of_the_recorded_one_only_when_asked_to()
    {
        using var store = SyntheticStore.Copy();
        var names = store.Databases.Runtime.Query<string>("SELECT instrument_id FROM instruments ORDER BY instrument_id LIMIT 2");
        Assert.Null(RegimeIndexSetting.Read(store.Databases, "US"));
        RegimeIndexSetting.Declare(store.Databases, "US", names[0], replace: false);
        var refused = Assert.Throws<UserError>(() => RegimeIndexSetting.Declare(store.Databases, "US", names[1], replace: false));
        Assert.Contains("--replace", refused.Message, StringComparison.Ordinal);
        Assert.Equal(names[0], RegimeIndexSetting.Read(store.Databases, "US"));
        RegimeIndexSetting.Declare(store.Databases, "US", names[1], replace: true);
        Assert.Equal(names[1], RegimeIndexSetting.Read(store.Databases, "US"));
        Assert.Throws<UserError>(() => RegimeIndexSetting.Declare(store.Databases, "US", "NOBODY.US", replace: true));
    }

    private static HashSet<string> Rows(StoreCopy store) => store.Databases.Runtime.Query<string>(
        """
        SELECT v.entity_id || ' ' || v.as_of_date || ' ' || v.model_id || ' ' || v.overall_score || ' ' || c.soft_target_class
        FROM stability_vectors v JOIN soft_target_classes c
          ON c.entity_type = v.entity_type AND c.entity_id = v.entity_id AND c.as_of_date = v.as_of_date AND c.model_id = v.model_id
        WHERE v.entity_type = 'INSTRUMENT'
        """).ToHashSet(StringComparer.Ordinal);

    private static JobContext Jobs() => new(new JobOptions { Workers = 2 }, new JobRunner(TimeProvider.System));

    private static CampaignOptions Campaign(SleeveOptions options) => SyntheticStore.Campaign with
    {
        Start = Start,
        End = End,
        Sleeves = [SyntheticStore.Campaign.Sleeves[0] with { Options = options with { Rebalance = "daily" } }],
    };
}
