using Prometheus.Core.Errors;
using Prometheus.Core.Fundamentals;
using Prometheus.Databases;
using Prometheus.Embeddings.Numeric;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Jobs;
using Prometheus.States.Profiles;
using Prometheus.States.Stability;
using Prometheus.Stores;
using Prometheus.Stores.Fundamentals;
using Prometheus.Stores.Profiles;
using Prometheus.Stores.Texts;
using Prometheus.Workflows.Profiles;
using Prometheus.Workflows.Stability;
using Xunit;

namespace Prometheus.IntegrationTests.Profiles;

public sealed class BuildProfilesTests
{
    private static readonly ProfileBuildOptions Options = new() { MarketId = "US_EQ", Start = new DateOnly(2013, 1, 2), End = new DateOnly(2014, 6, 30) };

    [Fact]
    public void Profiles_are_built_once_and_name_their_vectors()
    {
        using var store = SyntheticStore.Copy();
        var issuer = AddFacts(store);
        var outcome = Build(store, Options);
        Assert.Equal(2, outcome.Done);
        Assert.Equal(outcome.Rows, Count(store, "profiles"));
        var vectors = store.Databases.Historical.Scalar<long>(
            "SELECT COUNT(*) FROM numeric_window_embeddings WHERE model_id = 'num-profile-core-v1' AND entity_type = 'ISSUER'");
        Assert.True(vectors > 1000, $"{vectors} vectors");
        var profile = ProfileStore.ReadLatest(store.Databases.Runtime, ProfileState.DefaultModelId, issuer, new DateOnly(2014, 5, 31))!;
        Assert.Equal(new DateOnly(2014, 5, 30), profile.AsOf);
        Assert.Equal($"num-profile-core-v1|{{\"window_days\":63}}|ISSUER|2014-05-30|{issuer}", profile.EmbeddingVectorRef);
        Assert.Contains("\"revenue\":400", profile.Structured, StringComparison.Ordinal);
        Assert.Contains("\"article_id\":\"article-1\"", profile.Structured, StringComparison.Ordinal);
        Assert.Contains("\"leverage_flag\":0.5", profile.RiskFlags, StringComparison.Ordinal);

        var digest = Digest(store);
        var again = Build(store, Options);
        Assert.Equal((0, 2), (again.Done, again.Skipped));
        Assert.Equal(digest, Digest(store));
    }

    [Fact]
    public void Units_of_profiles_cover_all_that_their_windows_read()
    {
        using var store = SyntheticStore.Copy();
        AddFacts(store);
        Build(store, Options);
        var units = FinishedUnit.All(store.Databases.Historical).Concat(FinishedUnit.All(store.Databases.Runtime)).Where(u => u.JobKey.StartsWith("profile ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(4, units.Length);
        Assert.All(units, u => Assert.StartsWith($"{(int)MarketEntities.Reads}:", u.InputsDigest, StringComparison.Ordinal));
    }

    [Fact]
    public void What_becomes_known_later_writes_later_years_again_and_changes_nothing_before()
    {
        using var store = SyntheticStore.Copy();
        var issuer = AddFacts(store);
        Build(store, Options);
        var before = Rows(store, new DateOnly(2014, 3, 31));
        using (var unit = store.Databases.Historical.Begin())
        {
            StatementStore.Save(unit, [Statement(issuer, StatementType.IncomeStatement, new(2014, 3, 31), new(2014, 4, 28), (StatementItem.Revenue, 7000))]);
            unit.Commit();
        }

        var outcome = Build(store, Options);
        Assert.Equal((1, 1), (outcome.Done, outcome.Skipped));
        Assert.Equal(before, Rows(store, new DateOnly(2014, 3, 31)));
        Assert.Contains("\"revenue\":7300", ProfileStore.ReadLatest(store.Databases.Runtime, ProfileState.DefaultModelId, issuer, new DateOnly(2014, 5, 31))!.Structured, StringComparison.Ordinal);
    }

    [Fact]
    public void Industry_and_country_stand_from_the_day_they_were_known()
    {
        using var store = SyntheticStore.Copy();
        var runtime = store.Databases.Runtime;
        var name = InstrumentStore.ReadMarket(runtime, "US_EQ").First(i => i.AssetClass == "EQUITY");
        runtime.InTransaction(unit => FactStore.Save(
            unit,
            [
                new InstrumentFact(name.InstrumentId, InstrumentFact.Country, "Ireland", InstrumentFact.Beginning, InstrumentFact.Beginning, Assumed: true, "test"),
                new InstrumentFact(name.InstrumentId, InstrumentFact.Industry, "Steel", new DateOnly(2014, 2, 3), new DateOnly(2014, 3, 3), Assumed: false, "test"),
            ],
            []));
        Build(store, Options);
        Assert.Contains("\"country\":\"Ireland\"", On(28, 2), StringComparison.Ordinal);
        Assert.Contains("\"industry\":null", On(28, 2), StringComparison.Ordinal);
        Assert.Contains("\"industry\":\"Steel\"", On(31, 3), StringComparison.Ordinal);

        string On(int day, int month)
            => ProfileStore.ReadLatest(runtime, ProfileState.DefaultModelId, name.IssuerId, new DateOnly(2014, month, day))!.Structured;
    }

    [Fact]
    public void An_earlier_end_holds_the_same_rows()
    {
        using var whole = SyntheticStore.Copy();
        using var cut = SyntheticStore.Copy();
        AddFacts(whole);
        AddFacts(cut);
        Build(whole, Options);
        Build(cut, Options with { End = new DateOnly(2013, 9, 30) });
        Assert.Equal(Rows(whole, new DateOnly(2013, 9, 30)), Rows(cut, new DateOnly(2013, 9, 30)));
        Assert.NotEmpty(Rows(cut, new DateOnly(2013, 9, 30)));
    }

    [Fact]
    public void Stability_marks_the_names_whose_profiles_are_weak_under_a_model_of_its_own()
    {
        using var store = SyntheticStore.Copy();
        Assert.Throws<UserError>(() => Stability(store));
        Build(store, Options);
        Assert.True(Stability(store).Done > 0);
        var model = store.Databases.Runtime.Scalar<string>("SELECT MIN(model_id) FROM soft_target_classes")!;
        Assert.StartsWith("basic-price-stab-v1@", model, StringComparison.Ordinal);
        var weak = Count(store, "soft_target_classes WHERE weak_profile");
        Assert.InRange(weak, 1, Count(store, "soft_target_classes") - 1);
        Assert.Equal((0, 2), (Stability(store).Done, Stability(store).Skipped));
        var plain = BackfillStability.Execute(
            store.Databases, "US_EQ", StabilityEntity.Instrument, Options.Start, Options.End, StabilityOptions.Default, new JobContext(new JobOptions { Workers = 2 }, new JobRunner(TimeProvider.System)));
        Assert.Equal(2, plain.Done);
        Assert.Equal(0, Count(store, "soft_target_classes WHERE weak_profile AND model_id = 'basic-price-stab-v1'"));
    }

    private static JobOutcome Build(StoreCopy store, ProfileBuildOptions options)
        => BuildProfiles.Execute(store.Databases, options, new JobContext(new JobOptions { Workers = 2 }, new JobRunner(TimeProvider.System)));

    private static JobOutcome Stability(StoreCopy store) => BackfillStability.Execute(
        store.Databases, "US_EQ", StabilityEntity.Instrument, Options.Start, Options.End, StabilityOptions.Default with { Profiles = new ProfileUse() }, new JobContext(new JobOptions { Workers = 2 }, new JobRunner(TimeProvider.System)));

    /// <summary>Four quarters, a balance sheet and an article of the first issuer; returns who that is.</summary>
    private static string AddFacts(StoreCopy store)
    {
        var ids = store.Databases.Historical.Query<string>(
            "SELECT a.instrument_id FROM prices_daily a JOIN prices_daily b ON b.instrument_id = a.instrument_id WHERE a.trade_date = '2012-02-01' AND b.trade_date = '2014-06-27'").ToHashSet();
        var row = InstrumentStore.ReadMarket(store.Databases.Runtime, "US_EQ").First(i => i.AssetClass == InstrumentRow.Equity && ids.Contains(i.InstrumentId));
        using var unit = store.Databases.Historical.Begin();
        unit.Execute("DELETE FROM financial_statements WHERE issuer_id = @IssuerId", row); // what the synthetic market reports of it
        unit.Execute("DELETE FROM news_links WHERE issuer_id = @IssuerId", row);
        StatementStore.Save(
            unit,
            [
                .. Enumerable.Range(0, 4).Select(k => Statement(row.IssuerId, StatementType.IncomeStatement, new DateOnly(2013, 3, 31).AddMonths(3 * k), new DateOnly(2013, 4, 30).AddMonths(3 * k), (StatementItem.Revenue, 100))),
                Statement(row.IssuerId, StatementType.BalanceSheet, new(2013, 12, 31), new(2014, 1, 31), (StatementItem.TotalLiabilities, 60), (StatementItem.Equity, 40), (StatementItem.TotalAssets, 100)),
            ]);
        NewsStore.Save(
            unit,
            "US_EQ",
            [new NewsArticle("article-1", new(2014, 2, 3), new DateTimeOffset(2014, 2, 3, 12, 0, 0, TimeSpan.Zero), "test", "en", "headline", null, "hash", [new NewsLink(row.IssuerId, row.InstrumentId)], [])]);
        unit.Commit();
        return row.IssuerId;
    }

    private static Statement Statement(string issuer, StatementType type, DateOnly end, DateOnly known, params (string Item, double Value)[] values)
        => new(
            issuer, type, StatementFrequency.Quarterly, end, known, known, Assumed: false, PeriodStart: null, "Q", end.Year, "USD",
            values.ToDictionary(v => v.Item, v => v.Value, StringComparer.Ordinal), "test");

    private static string Rows(StoreCopy store, DateOnly end)
        => string.Join('\n', ProfileStore.Read(store.Databases.Runtime, ProfileState.DefaultModelId, DateOnly.MinValue, end).Select(p => p.ToString()));

    private static long Count(StoreCopy store, string from) => store.Databases.Runtime.Scalar<long>($"SELECT COUNT(*) FROM {from}");

    private static string Digest(StoreCopy store) => DatabaseDigest.Compute(store.Databases.Runtime).Digest + DatabaseDigest.Compute(store.Databases.Historical).Digest;
}
