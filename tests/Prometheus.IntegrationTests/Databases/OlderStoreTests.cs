using System.IO.Compression;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.Stores.Conversions;
using Prometheus.Testing;
using Prometheus.Testing.Databases;
using Xunit;

namespace Prometheus.IntegrationTests.Databases;

/// <summary>
/// A store that the version before lean rows wrote is brought up in place: <c>Fixtures/runtime-v11.db.gz</c> holds a live universe and two sleeves, whose
/// weights are not the defaults, on a synthetic market of twelve names.
/// </summary>
public sealed class OlderStoreTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public void The_views_give_the_rows_of_an_older_store(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        var (members, scores) = OldRows(Unpack(databases));
        using var runtime = Migrated(engine, databases, members, scores);
        Assert.Equal((299, 260), (members.Length, scores.Length));
        Assert.Equal(members.Select(m => m.Line), Shown(runtime, "universe_members"));
        Assert.Equal(scores.Select(s => s.Line), Shown(runtime, "instrument_scores"));
        Assert.Equal(15, runtime.Scalar<double>("SELECT MAX(stability_weight) FROM universe_decisions WHERE context <> 'live'"));
        Assert.Empty(Migrator.Migrate(runtime, StoreConversions.Of(LogicalDatabase.Runtime)));
        Assert.True(DatabaseDigest.Compute(runtime).Tables.All(t => !t.Table.StartsWith("legacy_", StringComparison.Ordinal)));
        Migrator.Require(runtime);
    }

    [Fact]
    public void Points_that_no_known_weights_give_are_dropped_and_their_unit_is_forgotten()
    {
        using var databases = TestDatabases.Create(DatabaseEngine.Sqlite);
        var file = Unpack(databases);
        Execute(file, "UPDATE universe_members SET reasons = json_set(reasons, '$.contrib_stability', 1.25) WHERE context = 'live' AND as_of_date = '2014-02-20' AND included");
        Assert.Equal(1, Count(file, "job_units WHERE job_key = 'universe backfill CORE_EQ_US'"));
        var old = Count(file, "job_units");
        using var runtime = Migrated(DatabaseEngine.Sqlite, databases, [], []);
        Assert.Equal(0, runtime.Scalar<long>("SELECT COUNT(*) FROM universe_member_values WHERE context = 'live' AND as_of_date = '2014-02-20' AND contrib_stability IS NOT NULL"));
        Assert.True(runtime.Scalar<long>("SELECT COUNT(*) FROM universe_member_values WHERE context = 'live' AND as_of_date = '2014-02-21' AND contrib_stability IS NOT NULL") > 3);
        Assert.Equal(old - 1, runtime.Scalar<long>("SELECT COUNT(*) FROM job_units"));
        Assert.Equal(0, runtime.Scalar<long>("SELECT COUNT(*) FROM job_units WHERE job_key = 'universe backfill CORE_EQ_US'"));
    }

    [Fact]
    public void A_store_that_is_half_converted_says_so_and_goes_on()
    {
        using var databases = TestDatabases.Create(DatabaseEngine.Sqlite);
        var file = Unpack(databases);
        var parts = 0;
        Conversion[] interrupted =
        [
            .. StoreConversions.Of(LogicalDatabase.Runtime).Select(c => c with
            {
                ConvertNext = unit =>
                {
                    c.ConvertNext(unit);
                    if (++parts == 2)
                        throw new IOException("the machine went down");
                },
            }),
        ];
        using (var database = Database.Open(LogicalDatabase.Runtime, databases.Settings))
        {
            Assert.Throws<IOException>(() => Migrator.Migrate(database, interrupted));
            Assert.Contains("are not converted yet: run 'prometheus db migrate'", Assert.Throws<DatabaseError>(() => Migrator.Require(database)).Message, StringComparison.Ordinal);
        }

        using var runtime = Migrated(DatabaseEngine.Sqlite, databases, [], []);
        Assert.Equal(299, runtime.Scalar<long>("SELECT COUNT(*) FROM universe_members"));
    }

    /// <summary>The runtime file of an older embedded store, in its place.</summary>
    private static string Unpack(TestDatabases databases)
    {
        var file = new DatabaseSettings(databases.Settings.Home).FileOf(LogicalDatabase.Runtime);
        using var packed = new GZipStream(File.OpenRead(Path.Combine(SourceTree.Root, "tests/Prometheus.IntegrationTests/Databases/Fixtures/runtime-v11.db.gz")), CompressionMode.Decompress);
        using var target = File.Create(file);
        packed.CopyTo(target);
        return file;
    }

    /// <summary>The embedded store itself; on a server the old rows are put where the step of a server would have left them.</summary>
    private static Database Migrated(DatabaseEngine engine, TestDatabases databases, OldRow[] members, OldRow[] scores)
    {
        var runtime = Database.Open(LogicalDatabase.Runtime, databases.Settings);
        if (engine == DatabaseEngine.PostgreSql)
        {
            Migrator.Migrate(runtime);
            runtime.InTransaction(unit =>
            {
                foreach (var (table, rows) in new[] { ("universe_members", members), ("instrument_scores", scores) })
                {
                    var shape = TableCatalog.Find(runtime, table);
                    unit.Execute($"CREATE TABLE legacy_{table} AS SELECT * FROM {table} LIMIT 0");
                    var names = string.Join(", ", shape.Columns.ToArray().Select(c => c.Name));
                    var values = string.Join(", ", shape.Columns.ToArray().Select(c => c.Type == ColumnType.Json ? $"CAST(@{c.Name} AS jsonb)" : $"@{c.Name}"));
                    foreach (var row in rows)
                        unit.Execute($"INSERT INTO legacy_{table} ({names}) VALUES ({values})", row.Values);
                }

                unit.Execute("INSERT INTO backtest_runs (run_id, strategy_id, sleeve_id, market_id, portfolio_id, start_date, end_date, data_digest, config_json, metrics_json) SELECT DISTINCT context, 's', 'S', 'm', 'p', DATE '2014-01-02', DATE '2014-03-31', '', CAST('{\"options\":{\"universe\":{\"assessment_weight\":50,\"stability_weight\":15,\"liquidity_weight\":10}}}' AS jsonb), CAST('{}' AS jsonb) FROM legacy_universe_members WHERE context <> 'live'");
            });
        }

        Migrator.Migrate(runtime, StoreConversions.Of(LogicalDatabase.Runtime));
        return runtime;
    }

    private static (OldRow[] Members, OldRow[] Scores) OldRows(string file) => (
        OldRows(file, "SELECT * FROM universe_members ORDER BY context, universe_id, as_of_date, entity_type, entity_id"),
        OldRows(file, "SELECT * FROM instrument_scores ORDER BY strategy_id, instrument_id, as_of_date, horizon_days, model_id"));

    private static OldRow[] OldRows(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<OldRow>();
        while (reader.Read())
        {
            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            for (var c = 0; c < reader.FieldCount; c++)
            {
                values[reader.GetName(c)] = reader.IsDBNull(c) ? null : reader.GetName(c) switch
                {
                    "as_of_date" => DateOnly.Parse(reader.GetString(c), null),
                    "included" => reader.GetBoolean(c),
                    _ => reader.GetValue(c),
                };
            }

            rows.Add(new OldRow(string.Join('|', values.Select(v => Spelt(v.Key, v.Value))), values));
        }

        return [.. rows];
    }

    private static List<string> Shown(Database runtime, string view)
    {
        using var rows = TextRows.OfTable(runtime, view);
        var lines = new List<string>();
        while (rows.Next())
            lines.Add(string.Join('|', rows.Names.Select((_, i) => rows[i] ?? "NULL")));
        return lines;
    }

    private static string Spelt(string column, object? value) => value switch
    {
        null => "NULL",
        bool truth => truth ? "true" : "false",
        double number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        string json when column == "reasons" => CanonicalJson.SerializeToString(JsonSerializer.Deserialize<JsonElement>(json)),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    private static void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0);
    }

    private static long Count(string file, string from)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {from}";
        return (long)command.ExecuteScalar()!;
    }

    /// <param name="Line">All values, spelt as an export spells them.</param>
    /// <param name="Values">By column.</param>
    private sealed record OldRow(string Line, Dictionary<string, object?> Values);
}
