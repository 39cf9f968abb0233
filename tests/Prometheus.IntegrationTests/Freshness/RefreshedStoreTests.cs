using Prometheus.Databases;
using Prometheus.IntegrationTests.Cli;
using Prometheus.IntegrationTests.LookAhead;
using Prometheus.IntegrationTests.Resume;
using Prometheus.Jobs;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.States;
using Xunit;
using Xunit.Sdk;

namespace Prometheus.IntegrationTests.Freshness;

/// <summary>
/// Facts change at random; after a refresh the store is the one that the same commands make of the new facts in an empty store, byte for byte. And what
/// makes this more than luck: reads are recorded, nothing else is read, and no two commands own a row.
/// </summary>
public sealed class RefreshedStoreTests(ChainedStores stores) : IClassFixture<ChainedStores>
{
    /// <summary>Caches whose hits equal a fresh computation, and the list of imported files.</summary>
    private static readonly string[] NotCompared = ["models", "text_vector_cache", "import_files", "price_changes", "price_series_changes"];

    /// <summary>A market counts as a whole: what its loader reads.</summary>
    private static readonly string[] OfMarket =
    [
        "prices_daily", "price_series", "price_tiles", "market_sessions", "corporate_actions", "data_quality_events", "instruments", "instrument_facts", "issuers", "markets", "regions",
        "series_daily", "series_changes",
    ];

    private static readonly string[] Written = [.. WholeChain.Files, "results.csv", "early.csv"];

    [Theory, OnSqlite, OnPostgreSql]
    public void A_refreshed_store_is_the_one_the_same_commands_make_of_the_new_facts(DatabaseEngine engine)
    {
        var faults = new List<string>();
        foreach (var seed in stores.Seeds)
        {
            using var refreshed = stores.Made(engine);
            var kinds = KindsOf(seed);
            foreach (var kind in kinds)
                Mutation.Make(refreshed, kind, seed);
            var what = $"seed {seed}, {string.Join(", ", kinds.Select(Mutation.NameOf))}";
            try
            {
                refreshed.Run("refresh");
                AssertSecondWritesNothing(refreshed);
                stores.WithFresh(seed, kinds, fresh => AssertSame(fresh, refreshed, what));
            }
            catch (XunitException fault) when (stores.IsLong)
            {
                faults.Add($"{what}: {fault.Message}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    /// <summary>
    /// Tables, files and rows that a command was not recorded to read are taken away; it ends as before all the same. A read that is not recorded would
    /// find no table.
    /// </summary>
    [Fact]
    public void A_command_needs_nothing_but_what_it_was_recorded_to_read()
    {
        var faults = new List<string>();
        foreach (var making in MakingStore.All(stores.Unchanged.Databases.Runtime).Where(m => m.State == MakingState.Current))
        {
            using var home = ProductHome.CopyOf(stores.Unchanged);
            TakeAway(home, making);
            var digest = new SliceDigest(home.Databases);
            var owned = making.Artefacts.Where(a => a.IsCurrent).Select(a => a.Owned).OfType<TableSlice>().ToArray();
            var before = Array.ConvertAll(owned, s => digest.Of(s));
            var what = string.Join(' ', making.Command);
            try
            {
                home.Run([.. making.Command.Select(w => w.Replace("{home}/", home.Folder + "/", StringComparison.Ordinal))]);
                faults.AddRange(owned.Where((s, i) => digest.Of(s) != before[i]).Select(s => $"{what}: {s} came out otherwise"));
            }
            catch (Exception fault) when (fault is XunitException or System.Data.Common.DbException)
            {
                faults.Add($"{what}: {fault.Message.ReplaceLineEndings(" ")}");
            }
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    /// <summary>
    /// Rows of a state, and of the risk of a book, are the same whoever asks for them first: the test before gives each command again and finds them so. Every other row is one
    /// command's. Rows of a run are no other's.
    /// </summary>
    [Fact]
    public void No_two_commands_own_a_row_but_one_of_a_state()
    {
        var states = StateCatalog.All.Select(s => s.Table).Concat(["soft_target_classes", "portfolio_risk_reports"]).ToHashSet(StringComparer.Ordinal);
        var owned = MakingStore.All(stores.Unchanged.Databases.Runtime)
            .SelectMany(m => m.Artefacts.Where(a => a.IsCurrent && a.Owned is { Where.Count: > 0 } && !states.Contains(a.Kind)).Select(a => (Making: m, Artefact: a))).ToArray();
        var meeting = from a in owned
                      from b in owned
                      where string.CompareOrdinal(a.Making.Id, b.Making.Id) < 0 && a.Artefact.Owned!.Meets(b.Artefact.Owned!) && MakingStore.RunOf(a.Artefact) == MakingStore.RunOf(b.Artefact)
                      select $"{string.Join(' ', a.Making.Command)}: {a.Artefact.Owned} and {string.Join(' ', b.Making.Command)}: {b.Artefact.Owned}";
        Assert.True(!meeting.Any(), string.Join("\n", meeting));
    }

    [Fact]
    public void What_a_chain_of_commands_made_is_remembered_whole() => Assert.DoesNotContain("UNRECORDED", stores.Unchanged.Run("data", "status"), StringComparison.Ordinal);

    private static void TakeAway(ProductHome home, Making making)
    {
        var reads = making.Inputs.Where(i => i.Kind == "table").Select(i => TableSlice.FromJson(i.Reference)).ToArray();
        var writes = making.Artefacts.Select(a => a.Owned).OfType<TableSlice>().ToArray();
        var market = making.Inputs.Any(i => i.Kind == "market") ? OfMarket : [];
        foreach (var name in Enum.GetValues<LogicalDatabase>())
        {
            var views = SeedViews.Of(name);
            var touched = reads.Concat(writes).Where(s => s.Database == name).Select(s => s.Table).Concat(market).ToHashSet(StringComparer.Ordinal);
            var kept = views.Where(v => touched.Contains(v.Name)).ToArray();
            home.Databases[name].InTransaction(unit =>
            {
                unit.Execute("DELETE FROM job_units");
                foreach (var view in views.Except(kept))
                {
                    unit.Execute($"DROP VIEW {view.Name}");
                    if (view.ValuesName is { } values)
                        unit.Execute($"DROP VIEW {values}");
                }

                var lean = views.SelectMany(v => v.Tables).ToHashSet(StringComparer.Ordinal);
                foreach (var table in TableCatalog.ReadStored(home.Databases[name]).Where(t => TableRoles.Of(t.Name) != TableRole.Bookkeeping))
                {
                    if (lean.Contains(table.Name) || TableRoles.ParentOf(table.Name)?.Table == "books" || table.Name == "books")
                        continue;
                    if (!touched.Contains(table.Name))
                        unit.Execute($"DROP TABLE {table.Name}");
                }
            });
        }

        var files = making.Inputs.Where(i => i.Kind == "file").Select(i => System.Text.Json.JsonSerializer.Deserialize<string>(i.Reference)!).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(home.Folder).Where(f => !f.Contains(".db", StringComparison.Ordinal) && !files.Contains(Path.GetFileName(f))))
            File.Delete(file);
    }

    private static void AssertSecondWritesNothing(ProductHome home)
    {
        if (home.Databases.Runtime.Engine == DatabaseEngine.Sqlite)
        {
            using var watch = new CommitWatch(home.Folder);
            Assert.Equal("nothing is stale", home.RunSaying("refresh").Trim());
            Assert.False(watch.HasSeenOne, "a second refresh committed something");
            return;
        }

        var before = RowVersions(home);
        Assert.Equal("nothing is stale", home.RunSaying("refresh").Trim());
        Assert.Equal(before, RowVersions(home));
    }

    /// <summary>Of a server: where each row lies and which transaction put it there.</summary>
    private static List<string> RowVersions(ProductHome home)
        => [.. Enum.GetValues<LogicalDatabase>().SelectMany(d => TableCatalog.ReadStored(home.Databases[d])
            .Select(t => $"{t.Name} {home.Databases[d].Scalar<string>($"SELECT md5(string_agg(ctid::text || xmin::text, ',' ORDER BY ctid)) FROM {t.Name}")}"))];

    /// <summary>All kinds at once for seed 0; then one after the other, and two more at random.</summary>
    private static int[] KindsOf(int seed)
    {
        var random = new Random(seed);
        return seed == 0 ? [.. Enumerable.Range(0, Mutation.Count)] : [.. new[] { seed % Mutation.Count, random.Next(Mutation.Count), random.Next(Mutation.Count) }.Distinct()];
    }

    /// <summary>
    /// Old runs stay, superseded: what is theirs is taken away before the rest is compared. The rows behind a view count where their book or universe is there.
    /// </summary>
    private static void AssertSame(ProductHome fresh, ProductHome refreshed, string what)
    {
        var runs = fresh.Databases.Runtime.Query<string>("SELECT run_id FROM backtest_runs");
        var old = refreshed.Databases.Runtime.Query<string>("SELECT run_id FROM backtest_runs").Except(runs).ToArray();
        var decisions = fresh.Databases.Runtime.Query<string>("SELECT decision_id FROM decision_log UNION SELECT decision_id FROM decision_outcomes");
        foreach (var name in Enum.GetValues<LogicalDatabase>())
            refreshed.Databases[name].InTransaction(unit => Drop(unit, TableCatalog.ReadStored(refreshed.Databases[name]).Select(t => (t.Name, Columns: t.Columns.ToArray().Select(c => c.Name).ToArray())), old, decisions));
        var differing = DigestsOf(fresh).Except(DigestsOf(refreshed)).Select(d => d.Table).ToArray();
        if (differing.Length > 0)
            Assert.Fail($"{what}: {string.Join(", ", differing)} differ; kept in {Keep(fresh, refreshed)}");
        foreach (var file in Written.Where(f => File.Exists(fresh.PathOf(f))))
            Assert.True(File.ReadAllText(fresh.PathOf(file)) == File.ReadAllText(refreshed.PathOf(file)), $"{what}: {file} differs");
    }

    private static void Drop(DatabaseTransaction unit, IEnumerable<(string Name, string[] Columns)> tables, string[] runs, IReadOnlyList<string> decisions)
    {
        foreach (var (name, columns) in tables)
        {
            foreach (var run in runs)
            {
                foreach (var column in columns.Intersect(["context", "run_id", "entity_key", "entity_id"]))
                    unit.Execute($"DELETE FROM {name} WHERE {column} LIKE @run", new { run = $"%{run}%" });
            }

            if (columns.Contains("decision_id"))
                unit.Execute($"DELETE FROM {name} WHERE decision_id NOT IN @decisions", new { decisions });
        }
    }

    private static HashSet<TableDigest> DigestsOf(ProductHome home)
        => [.. Enum.GetValues<LogicalDatabase>().SelectMany(d => DatabaseDigest.Compute(home.Databases[d]).Tables).Where(t => !NotCompared.Contains(t.Table))];

    /// <summary>Both stores, to be looked at.</summary>
    private static string Keep(ProductHome fresh, ProductHome refreshed)
    {
        var folder = Directory.CreateTempSubdirectory("prometheus-differing-").FullName;
        foreach (var (home, name) in new[] { (fresh, "fresh"), (refreshed, "refreshed") })
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            foreach (var file in Directory.EnumerateFiles(home.Folder))
                File.Copy(file, Path.Combine(folder, name, Path.GetFileName(file)));
        }

        return folder;
    }
}

/// <summary>The facts, what a chain of commands made of them, and what it makes of changed facts; each made once, when first asked for.</summary>
public sealed class ChainedStores : IDisposable
{
    /// <summary>How many seeds are tried, <c>20</c>, or which, <c>7-9</c>, over the whole chain; without it one over a shorter chain.</summary>
    private const string SeedsKey = "PROMETHEUS_STUDY_SEEDS";

    /// <summary>The last session of what is derived: facts go on after it, and some of what mutations change lies there.</summary>
    private static readonly DateOnly Last = new(2015, 2, 27);

    private static readonly string? Given = Environment.GetEnvironmentVariable(SeedsKey);

    private readonly Lazy<ProductHome> _facts = new(() => Settled(WholeMarket.Make()));
    private readonly Lazy<ProductHome> _made;
    private ProductHome? _fresh;

    public ChainedStores() => _made = new Lazy<ProductHome>(() => Settled(Filled(ProductHome.CopyOf(_facts.Value))));

    internal bool IsLong => Given is not null;

    internal IEnumerable<int> Seeds => Given?.Split('-') switch
    {
        null => [0],
        [var count] => Enumerable.Range(0, int.Parse(count, null)),
        [var first, var last, ..] => Enumerable.Range(int.Parse(first, null), int.Parse(last, null) - int.Parse(first, null) + 1),
        _ => [],
    };

    /// <summary>To look at and to copy.</summary>
    internal ProductHome Unchanged => _made.Value;

    /// <summary>A store of its own that the commands filled before the facts changed.</summary>
    internal ProductHome Made(DatabaseEngine engine) => engine == DatabaseEngine.Sqlite ? ProductHome.CopyOf(_made.Value) : Filled(WholeMarket.Make(engine));

    /// <summary>Shows what the commands make of the changed facts; the same to both engines.</summary>
    internal void WithFresh(int seed, int[] kinds, Action<ProductHome> look)
    {
        var fresh = _fresh ?? ProductHome.CopyOf(_facts.Value);
        if (_fresh is null)
        {
            foreach (var kind in kinds)
                Mutation.Make(fresh, kind, seed);
            Filled(fresh);
        }

        if (!IsLong)
            _fresh = fresh;
        look(fresh);
        if (IsLong)
            fresh.Dispose();
    }

    public void Dispose()
    {
        _fresh?.Dispose();
        if (_made.IsValueCreated)
            _made.Value.Dispose();
        if (_facts.IsValueCreated)
            _facts.Value.Dispose();
    }

    private ProductHome Filled(ProductHome home)
    {
        if (IsLong)
            WholeChain.Fill(home, Last);
        else
            WholeChain.FillShort(home, Last);
        return home;
    }

    private static ProductHome Settled(ProductHome home)
    {
        foreach (var name in Enum.GetValues<LogicalDatabase>())
            home.Databases[name].Scalar<long>("PRAGMA wal_checkpoint(TRUNCATE)");
        return home;
    }
}
