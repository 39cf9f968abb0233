using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Embeddings.Numeric;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Jobs;
using Prometheus.Stores.Embeddings;
using Prometheus.Stores.States;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.Embeddings;
using Xunit;

namespace Prometheus.IntegrationTests.Embeddings;

public sealed class EmbedNumericTests
{
    private static readonly string Spec = NumericModels.WindowSpec(63);
    private static readonly DateOnly From = new(2014, 1, 2);
    private static readonly DateOnly To = new(2014, 3, 31);

    private static NumericEmbeddingOptions Range { get; } = new() { MarketId = "US_EQ", Start = From, End = To };

    [Fact]
    public void All_five_models_have_vectors_and_a_second_run_writes_nothing()
    {
        using var store = SyntheticStore.Copy();
        var everything = Range with { EntityTypes = ["INSTRUMENT", "SECTOR", "MARKET"] };
        var first = Run(store.Databases, everything);
        Assert.Equal(15, first.Count);
        Assert.All(first, s => Assert.True(s.Stored > 0 && s.Stored == s.Written, $"{s.ModelId} {s.EntityType}"));
        var digest = DatabaseDigest.Compute(store.Databases.Historical).Digest;
        var second = Run(store.Databases, everything);
        Assert.All(second, s => Assert.Equal(0, s.Written));
        Assert.Equal(first.Select(s => s.Stored), second.Select(s => s.Stored));
        Run(store.Databases, everything, force: true, workers: 1);
        Assert.Equal(digest, DatabaseDigest.Compute(store.Databases.Historical).Digest);
    }

    [Fact]
    public void A_limit_bounds_what_is_written_and_not_what_a_fit_sees()
    {
        using var whole = SyntheticStore.Copy();
        using var few = SyntheticStore.Copy();
        var options = Range with { Models = [NumericModel.Profile] };
        Run(whole.Databases, options);
        Run(few.Databases, options with { Limit = 7 });
        var (all, some) = (Read(whole.Databases, "num-profile-core-v1"), Read(few.Databases, "num-profile-core-v1"));
        Assert.InRange(some.Select(v => v.EntityId).Distinct().Count(), 3, 7);
        var byKey = all.ToDictionary(v => (v.EntityId, v.AsOf));
        Assert.All(some, v => Assert.Equal(byKey[(v.EntityId, v.AsOf)].Vector, v.Vector));

        // What else was stored stays.
        Run(whole.Databases, options with { Limit = 7 }, force: true);
        Assert.Equal(all.Count, Read(whole.Databases, "num-profile-core-v1").Count);
        Run(whole.Databases, options with { Models = [NumericModel.Profile, NumericModel.Scenario], Limit = 7 }, force: true);
        Assert.Equal(all.Count, Read(whole.Databases, "num-profile-core-v1").Count);
    }

    [Fact]
    public void A_forced_run_that_ends_early_is_finished_by_the_next_and_leaves_other_dates_alone()
    {
        using var store = SyntheticStore.Copy();
        var models = Range with { Start = new DateOnly(2013, 6, 3) };
        Run(store.Databases, models);
        var digest = DatabaseDigest.Compute(store.Databases.Historical).Digest;
        using var cancel = new CancellationTokenSource();
        var stop = new StopAfterTheFirst(cancel);
        Assert.ThrowsAny<OperationCanceledException>(() => EmbedNumeric.Execute(
            store.Databases, models with { Start = From }, new JobContext(new JobOptions { Workers = 1, Force = true }, new JobRunner(TimeProvider.System), stop, cancel.Token)));
        var last = Read(store.Databases, "num-portfolio-core-v1");
        Assert.NotEmpty(last);
        Assert.DoesNotContain(last, v => v.AsOf >= From);
        Run(store.Databases, models with { Start = From });
        Assert.Equal(digest, DatabaseDigest.Compute(store.Databases.Historical).Digest);
    }

    [Fact]
    public void Snapshots_write_the_rows_of_the_range_and_ranges_do_not_depend_on_their_start()
    {
        using var range = SyntheticStore.Copy();
        using var single = SyntheticStore.Copy();
        Run(range.Databases, Range with { Start = new DateOnly(2013, 6, 3), Models = [NumericModel.Scenario] });
        Run(single.Databases, new NumericEmbeddingOptions { MarketId = "US_EQ", AsOf = To, Snapshots = 3, Models = [NumericModel.Scenario] });
        var snapshots = Read(single.Databases, "num-scenario-core-v1");
        Assert.Equal([new DateOnly(2014, 1, 31), new DateOnly(2014, 2, 28), new DateOnly(2014, 3, 31)], snapshots.Select(v => v.AsOf).Distinct());
        var byKey = Read(range.Databases, "num-scenario-core-v1").ToDictionary(v => (v.EntityId, v.AsOf));
        Assert.All(snapshots, v => Assert.Equal(byKey[(v.EntityId, v.AsOf)].Vector, v.Vector));
    }

    [Fact]
    public void The_fits_that_served_are_on_record_and_reads_have_a_bound()
    {
        using var store = SyntheticStore.Copy();
        Run(store.Databases, Range with { Models = [NumericModel.Stability] });
        var fits = ModelStore.Read(store.Databases.Runtime, "num-stab-core-v1", "US_EQ", To);
        Assert.NotEmpty(fits);
        Assert.All(fits, f => Assert.True(f.TrainingEnd < f.ServedFrom));
        var early = NumericEmbeddingStore.Read(store.Databases.Historical, "num-stab-core-v1", Spec, "INSTRUMENT", From, new DateOnly(2014, 1, 10));
        Assert.Equal(new DateOnly(2014, 1, 10), early[^1].AsOf);
        Assert.Equal(64, early[0].Vector.Length);
        Assert.Equal(1, NumericEmbeddingStore.Counts(store.Databases.Historical, To).Single().Fits);
    }

    [Fact]
    public void A_dry_run_counts_and_writes_nothing()
    {
        using var store = SyntheticStore.Copy();
        var counted = Run(store.Databases, Range with { Models = [NumericModel.Portfolio], DryRun = true });
        Assert.True(counted[0].Stored > 0);
        Assert.Empty(NumericEmbeddingStore.Counts(store.Databases.Historical, DateOnly.MaxValue));
        Assert.Equal(counted[0].Stored, Run(store.Databases, Range with { Models = [NumericModel.Portfolio] })[0].Written);
    }

    [Fact]
    public void Before_the_first_fit_there_is_no_vector_and_it_is_counted()
    {
        using var store = SyntheticStore.Copy();
        var early = Range with { Start = new DateOnly(2012, 1, 3), End = new DateOnly(2012, 12, 28), Models = [NumericModel.Regime] };
        Assert.Throws<NothingMatchedError>(() => Run(store.Databases, early));
        var summary = Run(store.Databases, early with { End = new DateOnly(2014, 6, 30) })[0];
        Assert.True(summary.Stored > 1000);
        Assert.True(summary.WithoutVector > 1000);
        Assert.Throws<UserError>(() => Run(store.Databases, Range with { EntityTypes = ["ISSUER"] }));
    }

    [PostgresFact]
    public void Both_engines_store_the_same()
    {
        using var embedded = TestDatabases.Create(DatabaseEngine.Sqlite);
        using var server = TestDatabases.Create(DatabaseEngine.PostgreSql);
        var digests = new[] { embedded, server }.Select(d =>
        {
            foreach (var name in Enum.GetValues<LogicalDatabase>())
            {
                using var database = Database.Open(name, d.Settings);
                Migrator.Migrate(database);
            }

            using var databases = new DatabasePair(d.Settings);
            GenerateSynthetic.Run(databases, new GenerateSyntheticOptions { Market = SyntheticStore.Market with { Instruments = 30 } });
            Run(databases, Range with { Models = [NumericModel.Profile], EntityTypes = ["INSTRUMENT", "SECTOR"] });
            Run(databases, Range with { Models = [NumericModel.Profile], EntityTypes = ["INSTRUMENT", "SECTOR"] }, force: true);
            return DatabaseDigest.Compute(databases.Historical).Digest;
        }).ToArray();
        Assert.Equal(digests[0], digests[1]);
    }

    private static IReadOnlyList<NumericEmbeddingSummary> Run(DatabasePair databases, NumericEmbeddingOptions options, bool force = false, int workers = 2)
        => EmbedNumeric.Execute(databases, options, new JobContext(new JobOptions { Workers = workers, Force = force }, new JobRunner(TimeProvider.System)));

    private sealed class StopAfterTheFirst(CancellationTokenSource cancel) : IProgress<JobProgress>
    {
        public void Report(JobProgress value)
        {
            if (value.Done > 0)
                cancel.Cancel();
        }
    }

    private static IReadOnlyList<StoredVector> Read(DatabasePair databases, string modelId)
        => NumericEmbeddingStore.Read(databases.Historical, modelId, Spec, "INSTRUMENT", DateOnly.MinValue, DateOnly.MaxValue);
}
