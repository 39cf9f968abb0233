using System.Reflection;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.Stores;
using Prometheus.Testing.Databases;
using Xunit;

namespace Prometheus.IntegrationTests.Databases;

public sealed class SchemaTests
{
    [PostgresFact]
    public void Both_engines_have_the_same_tables_columns_types_and_keys()
    {
        foreach (var name in Enum.GetValues<LogicalDatabase>())
            Assert.Equal(Describe(name, DatabaseEngine.Sqlite), Describe(name, DatabaseEngine.PostgreSql));
    }

    [PostgresFact]
    public void Every_text_column_of_a_server_is_in_code_point_order()
    {
        using var databases = TestDatabases.Create(DatabaseEngine.PostgreSql);
        foreach (var name in Enum.GetValues<LogicalDatabase>())
        {
            using var database = Database.Open(name, databases.Settings);
            Migrator.Migrate(database);
            Assert.Empty(database.Query<string>(
                """
                SELECT table_name || '.' || column_name FROM information_schema.columns
                WHERE table_schema = current_schema() AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'
                """));
        }
    }

    [Fact]
    public void The_tables_of_the_seeds_are_there()
    {
        var historical = Describe(LogicalDatabase.Historical, DatabaseEngine.Sqlite);
        Assert.Contains("prices_daily", historical.Keys);
        Assert.StartsWith("instrument_id Text*, trade_date Date*, open Real, high Real, low Real, close Real, adjusted_close Real, volume Real", historical["prices_daily"], StringComparison.Ordinal);
        var runtime = Describe(LogicalDatabase.Runtime, DatabaseEngine.Sqlite);
        Assert.StartsWith("strategy_id Text*, instrument_id Text*, as_of_date Date*, horizon_days Integer*, model_id Text*", runtime["instrument_scores"], StringComparison.Ordinal);
        Assert.Contains("metrics_json Json", runtime["backtest_runs"], StringComparison.Ordinal);
        foreach (var book in new[] { "universe_members", "book_targets", "target_portfolios", "risk_actions", "orders", "fills", "positions_snapshots", "executed_actions" })
            Assert.StartsWith("context Text*", runtime[book], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_shape_a_store_writes_fits_its_table()
    {
        using var databases = TestDatabases.Create(DatabaseEngine.Sqlite);
        using var pair = new DatabasePair(databases.Settings);
        var tables = TableCatalog.ReadStored(pair.Historical).Concat(TableCatalog.ReadStored(pair.Runtime)).ToLookup(t => t.Name, StringComparer.Ordinal);
        var shapes = new[] { typeof(TableShape).Assembly, typeof(PriceStore).Assembly }
            .SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(TableShape))
            .Select(f => (Field: $"{f.DeclaringType!.Name}.{f.Name}", Shape: (TableShape)f.GetValue(null)!))
            .ToArray();
        Assert.NotEmpty(shapes);
        foreach (var (field, shape) in shapes)
        {
            var fits = tables[shape.Name].Any(table => Keys(table).SequenceEqual(Keys(shape)) && shape.Columns.ToArray().All(table.Columns.ToArray().Contains));
            Assert.True(fits, $"{field} does not fit table {shape.Name}: {Describe(shape)}");
        }

        static Column[] Keys(TableShape table) => table.Columns[..table.KeyColumns].ToArray();
    }

    private static SortedDictionary<string, string> Describe(LogicalDatabase name, DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Database.Open(name, databases.Settings);
        Migrator.Migrate(database);
        var described = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in TableCatalog.Read(database).UnionBy(TableCatalog.ReadStored(database), t => t.Name))
            described[table.Name] = Describe(table);
        return described;
    }

    private static string Describe(TableShape table)
        => string.Join(", ", table.Columns.ToArray().Select((c, i) => $"{c.Name} {c.Type}{(i < table.KeyColumns ? "*" : "")}"));
}
