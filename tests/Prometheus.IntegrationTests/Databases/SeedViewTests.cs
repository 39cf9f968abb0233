using Prometheus.Backtest.Sleeves;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Jobs;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.Sources.Synthetic;
using Prometheus.States.Stability;
using Prometheus.Stores;
using Prometheus.Testing.Databases;
using Prometheus.Workflows.Campaigns;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.Universes;
using Xunit;

namespace Prometheus.IntegrationTests.Databases;

public sealed class SeedViewTests
{
    private static readonly DateOnly LambdaDate = new(2014, 6, 2);

    [Theory, OnSqlite, OnPostgreSql]
    public void The_typed_rows_of_a_view_have_the_digest_of_what_the_view_shows(DatabaseEngine engine)
    {
        using var store = new Filled(engine);
        var runtime = store.Databases.Runtime;
        foreach (var view in SeedViews.Of(LogicalDatabase.Runtime))
            CopyAsTable(runtime, view.Shape);
        var digests = DatabaseDigest.Compute(runtime).Tables.ToDictionary(t => t.Table, t => (t.Rows, t.Digest), StringComparer.Ordinal);
        foreach (var view in SeedViews.Of(LogicalDatabase.Runtime))
        {
            Assert.True(digests[view.Name].Rows > 0, $"{view.Name} is empty");
            Assert.Equal((view.Name, digests[$"copy_of_{view.Name}"]), (view.Name, digests[view.Name]));
            Assert.Equal(Lines(runtime, $"copy_of_{view.Name}"), Lines(runtime, view.Name));
        }

        Assert.DoesNotContain(digests.Keys, SeedViews.Of(LogicalDatabase.Runtime).SelectMany(v => v.Tables).Contains);
    }

    [PostgresFact]
    public void Both_engines_hold_the_same_rows_behind_the_views()
    {
        using var one = new Filled(DatabaseEngine.Sqlite);
        using var other = new Filled(DatabaseEngine.PostgreSql);
        Assert.Equal(DatabaseDigest.Compute(one.Databases.Runtime).Tables, DatabaseDigest.Compute(other.Databases.Runtime).Tables);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void The_points_of_the_view_are_the_scorers_to_the_bit(DatabaseEngine engine)
    {
        using var store = new Filled(engine);
        var options = Filled.Universe;
        var scored = 0;
        using var rows = store.Databases.Runtime.Read(
            """
            SELECT assessment_score, stability_z, liquidity_z, lambda_z, stab_risk_score, contrib_assessment, contrib_stability, contrib_liquidity,
                   contrib_lambda, score, stab_risk_multiplier
            FROM universe_member_values WHERE universe_id = 'CORE_EQ_US_LAMBDA' AND context = 'live'
            """);
        while (rows.Next())
        {
            var candidate = new UniverseCandidate(
                0, 0, UniverseExclusion.None, UniverseTier.Core, 0, rows.Real(0), rows.Real(1), rows.Real(2), rows.Real(4), 0, 0, 0, false, LambdaZ: rows.Real(3));
            var points = UniversePoints.Of(candidate, options);
            Assert.Equal(points, new UniversePoints(rows.Real(5), rows.Real(6), rows.Real(7), rows.Real(8)));
            if (double.IsNaN(rows.Real(0)))
                continue;
            scored++;
            Assert.Equal(points.Total, rows.Real(9));
            Assert.Equal(Math.Max(0, 1 - (options.StabilityRiskAlpha * rows.Real(4))), rows.Real(10));
        }

        Assert.True(scored > 100);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void The_seeds_ask_documents_and_values_alike(DatabaseEngine engine)
    {
        using var store = new Filled(engine);
        var runtime = store.Databases.Runtime;
        var date = LambdaDate.ToString("O");
        var known = runtime.Scalar<long>($"SELECT COUNT(*) FROM universe_member_values WHERE lambda_score IS NOT NULL AND as_of_date = '{date}'");
        Assert.True(known > 5);
        Assert.Equal(known, runtime.Scalar<long>($"SELECT COUNT(*) FROM universe_members WHERE reasons->>'lambda_score' IS NOT NULL AND as_of_date = '{date}'"));
        Assert.Equal(
            runtime.Scalar<double>("SELECT SUM(CAST(reasons->>'stability_z' AS double precision)) FROM universe_members WHERE included AND context = 'live'"),
            runtime.Scalar<double>("SELECT SUM(stability_z) FROM universe_member_values WHERE included AND context = 'live'"),
            1e-9);
        Assert.Equal(
            runtime.Scalar<long>("SELECT COUNT(*) FROM universe_member_values WHERE exclusion <> ''"),
            runtime.Scalar<long>("SELECT COUNT(*) FROM universe_members WHERE CAST(reasons AS TEXT) LIKE '%\"excluded_%' OR CAST(reasons AS TEXT) LIKE '%\"not_%' OR CAST(reasons AS TEXT) LIKE '%\"insufficient%' OR CAST(reasons AS TEXT) LIKE '%\"illiquid%' OR CAST(reasons AS TEXT) LIKE '%\"below_%' OR CAST(reasons AS TEXT) LIKE '%\"no_stab%'"));
        if (engine == DatabaseEngine.Sqlite)
        {
            Assert.Equal(known, runtime.Scalar<long>($"SELECT COUNT(*) FROM universe_members WHERE json_extract(reasons, '$.lambda_score') IS NOT NULL AND as_of_date = '{date}'"));
            using var rows = TextRows.OfQuery(runtime, "SELECT included, reasons FROM universe_members WHERE included LIMIT 1");
            Assert.True(rows.Next());
            Assert.Equal("true", rows[0]);
            Assert.StartsWith("{\"assessment_raw\":", rows[1], StringComparison.Ordinal);
        }
    }

    /// <summary>The words that a view spells for codes are those the engines use.</summary>
    [Fact]
    public void Codes_mean_what_the_engines_mean()
    {
        var members = SeedViews.Of(LogicalDatabase.Runtime).Single(v => v.Name == "universe_members");
        Assert.Equal(
            Enum.GetValues<UniverseExclusion>().Select(e => e == UniverseExclusion.None ? "" : StoredName.Of(e).ToLowerInvariant()),
            members.Columns[^1].Members.Single(m => m.Key == "exclusion").Words);
        Assert.Equal(Case("c.tier", Enum.GetValues<UniverseTier>()), members.Columns.Single(c => c.Column.Name == "tier").Value);
        Assert.Equal(Case("f.soft_target_class", Enum.GetValues<SoftTargetClass>()), members.Columns[^1].Members.Single(m => m.Key == "soft_target_class").Value);
        Assert.Equal(
            Case("s.signal_label", Enum.GetValues<Prometheus.Opinions.Assessment.SignalLabel>()),
            SeedViews.Of(LogicalDatabase.Runtime).Single(v => v.Name == "instrument_scores").Columns.Single(c => c.Column.Name == "signal_label").Value);

        static string Case<T>(string code, T[] values)
            where T : struct, Enum
            => $"CASE {code} {string.Join(" ", values.Select(v => $"WHEN {Convert.ToInt32(v)} THEN '{StoredName.Of(v)}'"))} END";
    }

    [Fact]
    public void One_name_over_time_is_searched_and_not_scanned()
    {
        using var databases = TestDatabases.Create(DatabaseEngine.Sqlite);
        using var pair = new DatabasePair(databases.Settings);
        foreach (var sql in new[]
        {
            "SELECT as_of_date, score FROM universe_members WHERE context = 'live' AND universe_id = 'U' AND entity_id = 'A.US' ORDER BY as_of_date",
            "SELECT as_of_date, lambda_score FROM universe_member_values WHERE context = 'live' AND entity_id = 'A.US'",
            "SELECT entity_id FROM universe_members WHERE context = 'live' AND universe_id = 'U' AND as_of_date = '2014-06-02'",
            "SELECT as_of_date, score FROM instrument_scores WHERE strategy_id = 'S' AND instrument_id = 'A.US'",
        })
        {
            using var plan = pair.Runtime.Read("EXPLAIN QUERY PLAN " + sql);
            while (plan.Next())
                Assert.False(plan.Text(3).StartsWith("SCAN c", StringComparison.Ordinal) || plan.Text(3).StartsWith("SCAN s", StringComparison.Ordinal), $"{sql}: {plan.Text(3)}");
        }
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, 160)]
    [InlineData(DatabaseEngine.PostgreSql, 200)]
    public void A_member_row_is_small_with_its_keys_and_indexes(DatabaseEngine engine, int most)
    {
        using var store = new Filled(engine, isBenchmark: true);
        var runtime = store.Databases.Runtime;
        string[] tables = ["universe_decisions", "universe_candidates", "universe_fact_sets", "universe_facts"];
        var rows = runtime.Scalar<long>("SELECT COUNT(*) FROM universe_members");
        var bytes = engine == DatabaseEngine.PostgreSql ? tables.Sum(t => runtime.Scalar<long>($"SELECT pg_relation_size('{t}') + pg_indexes_size('{t}')")) : OfTheirOwn(runtime, tables, store.Home);
        Assert.True(rows > 4_000);
        Assert.True((double)bytes / rows <= most, $"{bytes} bytes for {rows} rows, {(double)bytes / rows:F0} a row");
    }

    /// <summary>What the tables take in a file that holds nothing else.</summary>
    private static long OfTheirOwn(Database runtime, string[] tables, string home)
    {
        var settings = new DatabaseSettings(Path.Combine(home, "alone"));
        using var alone = new DatabasePair(settings);
        var empty = alone.Runtime.Scalar<long>("PRAGMA page_count");
        alone.Runtime.InTransaction(unit =>
        {
            foreach (var shape in TableCatalog.ReadStored(runtime).Where(t => tables.Contains(t.Name)))
            {
                using var rows = runtime.Read($"SELECT {string.Join(", ", shape.Columns.ToArray().Select(c => c.Name))} FROM {shape.Name} ORDER BY {string.Join(", ", shape.Columns[..shape.KeyColumns].ToArray().Select(c => c.Name))}");
                unit.Insert(shape, writer => Copy(rows, shape, writer));
            }
        });
        return (alone.Runtime.Scalar<long>("PRAGMA page_count") - empty) * alone.Runtime.Scalar<long>("PRAGMA page_size");
    }

    private static void CopyAsTable(Database database, TableShape shape) => database.InTransaction(unit =>
    {
        var columns = shape.Columns.ToArray();
        var declared = string.Join(", ", columns.Select(c => $"{c.Name} {TypeOf(c.Type, database.Engine)}"));
        unit.Execute($"CREATE TABLE copy_of_{shape.Name} ({declared}, PRIMARY KEY ({string.Join(", ", columns.Take(shape.KeyColumns).Select(c => c.Name))}))");
        unit.Execute($"INSERT INTO copy_of_{shape.Name} SELECT * FROM {shape.Name}");
    });

    private static string TypeOf(ColumnType type, DatabaseEngine engine) => (type, engine) switch
    {
        (ColumnType.Text, DatabaseEngine.PostgreSql) => "text COLLATE \"C\"",
        (ColumnType.Text, _) => "TEXT",
        (ColumnType.Integer, DatabaseEngine.PostgreSql) => "bigint",
        (ColumnType.Integer, _) => "INTEGER",
        (ColumnType.Real, DatabaseEngine.PostgreSql) => "double precision",
        (ColumnType.Real, _) => "DOUBLE",
        (ColumnType.Boolean, _) => "BOOLEAN",
        (ColumnType.Date, _) => "DATE",
        (ColumnType.Instant, DatabaseEngine.PostgreSql) => "timestamptz",
        (ColumnType.Instant, _) => "TIMESTAMP",
        (ColumnType.Json, DatabaseEngine.PostgreSql) => "jsonb",
        (ColumnType.Json, _) => "JSON",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    private static void Copy(RowReader rows, TableShape shape, RowWriter writer)
    {
        while (rows.Next())
        {
            for (var c = 0; c < shape.Columns.Length; c++)
            {
                _ = rows.IsNull(c) ? writer.Null() : shape.Columns[c].Type switch
                {
                    ColumnType.Text => writer.Text(rows.Text(c)),
                    ColumnType.Narrow => writer.Narrow((int)rows.Integer(c)),
                    ColumnType.Real => writer.Real(rows.Real(c)),
                    ColumnType.Boolean => writer.Boolean(rows.Boolean(c)),
                    _ => writer.Date(rows.Date(c)),
                };
            }

            writer.EndRow();
        }
    }

    private static string[] Lines(Database database, string table)
    {
        using var rows = TextRows.OfTable(database, table);
        var lines = new List<string>();
        while (rows.Next() && lines.Count < 3_000)
            lines.Add(string.Join('|', rows.Names.Select((n, i) => n.EndsWith("_at", StringComparison.Ordinal) ? "" : Plain(rows[i], rows.Types[i]))));
        return [.. lines];
    }

    /// <summary>Numbers in JSON are compared by value: each engine spells them in its own way.</summary>
    private static string? Plain(string? text, ColumnType? type) => type == ColumnType.Json && text is not null
        ? System.Text.RegularExpressions.Regex.Replace(text, @"-?\d+\.?\d*([eE][+-]?\d+)?(?=[,}])", m => double.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture).ToString("R", System.Globalization.CultureInfo.InvariantCulture))
        : text;

    /// <summary>
    /// A small market with a campaign of two sleeves and a live universe that knows λ, regimes and fragility; or, as the benchmark has it, with three
    /// sleeves of one rhythm alone.
    /// </summary>
    private sealed class Filled : IDisposable
    {
        private readonly TestDatabases _databases;

        public Filled(DatabaseEngine engine, bool isBenchmark = false)
        {
            _databases = TestDatabases.Create(engine);
            foreach (var name in Enum.GetValues<LogicalDatabase>())
            {
                using var database = Database.Open(name, _databases.Settings);
                Migrator.Migrate(database);
            }

            Databases = new DatabasePair(_databases.Settings);
            GenerateSynthetic.Run(Databases, new GenerateSyntheticOptions { Market = new SyntheticMarketOptions { Instruments = 40, Start = new DateOnly(2012, 7, 2), End = new DateOnly(2014, 6, 30), Seed = 22 } });
            var runner = new JobRunner(TimeProvider.System);
            if (isBenchmark)
            {
                var weekly = SyntheticStore.Campaign.Sleeves.Select(s => s with { Options = SleeveOptions.Default });
                RunCampaign.Execute(Databases, SyntheticStore.Campaign with { Sleeves = [.. weekly] }, 2, runner);
                return;
            }

            RunCampaign.Execute(Databases, SyntheticStore.Campaign with { Start = new DateOnly(2014, 3, 3), Sleeves = [.. SyntheticStore.Campaign.Sleeves.Take(2)] }, 2, runner);
            var sectors = Databases.Runtime.Query<string>("SELECT DISTINCT value FROM instrument_facts WHERE kind = 'SECTOR' ORDER BY value");
            var predictions = sectors.SelectMany((s, k) => Enum.GetValues<SoftTargetClass>().Select((c, j) => new LambdaPrediction(LambdaDate, "US_EQ", s, StoredName.Of(c), 0.01 * ((7 * k) + j), LambdaDate)));
            var universe = new UniverseBackfillOptions
            {
                Start = new DateOnly(2014, 3, 3),
                End = new DateOnly(2014, 6, 30),
                Universe = Universe,
                Lambda = new LambdaPredictions("US_EQ", "X", "lambda_hat", predictions),
            };
            BackfillUniverse.Execute(Databases, universe, new JobContext(new JobOptions { Workers = 2 }, runner));
        }

        public static UniverseOptions Universe { get; } = UniverseOptions.Default with { MaximumSize = 20, LambdaWeight = 10, MaximumFragility = 0.9 };

        public DatabasePair Databases { get; }

        public string Home => _databases.Settings.Home;

        public void Dispose()
        {
            Databases.Dispose();
            _databases.Dispose();
        }
    }
}
