using Prometheus.Databases;
using Prometheus.IntegrationTests.Cli;
using Prometheus.IntegrationTests.LookAhead;
using Xunit;

namespace Prometheus.IntegrationTests.Freshness;

/// <summary>Facts change at random; after a refresh the store is the one that the same commands make of the new facts in an empty store, byte for byte.</summary>
public sealed class RefreshedStoreTests
{
    /// <summary>How many seeds are tried; without it one, over a shorter chain.</summary>
    private const string SeedsKey = "PROMETHEUS_STUDY_SEEDS";

    /// <summary>Caches whose hits equal a fresh computation, and the list of imported files.</summary>
    private static readonly string[] NotCompared = ["models", "text_vector_cache", "import_files", "price_changes", "price_series_changes"];

    private static readonly string[] Written = [.. WholeChain.Files, "results.csv", "early.csv"];

    [Fact]
    public void A_refreshed_store_is_the_one_the_same_commands_make_of_the_new_facts()
    {
        var seeds = int.TryParse(Environment.GetEnvironmentVariable(SeedsKey), out var given) ? given : 1;
        var isLong = Environment.GetEnvironmentVariable(SeedsKey) is not null;
        using var facts = WholeMarket.Make();
        foreach (var name in Enum.GetValues<LogicalDatabase>())
            facts.Databases[name].Scalar<long>("PRAGMA wal_checkpoint(TRUNCATE)");
        using var made = ProductHome.CopyOf(facts);
        Fill(made, isLong);
        foreach (var name in Enum.GetValues<LogicalDatabase>())
            made.Databases[name].Scalar<long>("PRAGMA wal_checkpoint(TRUNCATE)");
        Assert.DoesNotContain("STALE", made.Run("data", "status"), StringComparison.Ordinal);
        for (var seed = 0; seed < seeds; seed++)
        {
            using var refreshed = ProductHome.CopyOf(made);
            using var fresh = ProductHome.CopyOf(facts);
            var kinds = KindsOf(seed, seeds);
            foreach (var kind in kinds)
            {
                Mutation.Make(refreshed, kind, seed);
                Mutation.Make(fresh, kind, seed);
            }

            refreshed.Run("refresh");
            var before = DigestsOf(refreshed);
            Assert.Equal("nothing is stale", refreshed.RunSaying("refresh").Trim());
            Assert.Equal(before, DigestsOf(refreshed));
            Fill(fresh, isLong);
            AssertSame(fresh, refreshed, $"seed {seed}, {string.Join(", ", kinds.Select(Mutation.NameOf))}");
        }
    }

    private static void Fill(ProductHome home, bool isLong)
    {
        if (isLong)
            WholeChain.Fill(home, WholeMarket.Last);
        else
            WholeChain.FillShort(home, WholeMarket.Last);
    }

    /// <summary>One of the kinds after the other, and one more at random; all of them at once for a single seed.</summary>
    private static int[] KindsOf(int seed, int seeds)
        => seeds == 1 ? [.. Enumerable.Range(0, Mutation.Count)] : [.. new[] { seed % Mutation.Count, new Random(seed).Next(Mutation.Count) }.Distinct()];

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
        Assert.True(differing.Length == 0, $"{what}: {string.Join(", ", differing)} differ; kept in {Keep(fresh, refreshed)}");
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
