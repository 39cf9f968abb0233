using System.Globalization;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.Testing.Databases;
using Xunit;

namespace Prometheus.IntegrationTests.Databases;

/// <summary>The conformance suite of the row path: the same tests on both engines.</summary>
public sealed class RowsTests
{
    private static readonly TableShape Shape = new(
        "things",
        keyColumns: 2,
        Column.Text("name"),
        Column.Date("day"),
        Column.Integer("count"),
        Column.Real("value"),
        Column.Boolean("flag"),
        Column.Instant("at"),
        Column.Json("detail"),
        Column.Blob("bytes"));

    private static readonly DateTimeOffset Instant = new(2014, 1, 2, 21, 30, 15, TimeSpan.Zero);

    private static readonly string[] UnsortedNames = ["b", "a.US", "B", "é", "a-US", "A", "aUS", "Ω", "_"];

    [Theory, OnSqlite, OnPostgreSql]
    public void Every_column_type_comes_back_as_it_went_in(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = WithTable(databases);
        var at = Instant.AddMicroseconds(123_456);
        database.InTransaction(unit => unit.Replace(Shape, KeyRange.All, rows =>
        {
            rows.Text("ä'\"\\").Date(new DateOnly(1999, 12, 31)).Integer(long.MinValue).Real(0.1 + 0.2).Boolean(true).Instant(at)
                .Json("""{"a": [1, "x"]}""").Blob([0, 1, 255]).EndRow();
            rows.Text("ä'\"\\").Date(new DateOnly(2000, 2, 29)).Null().Null().Null().Null().Json((string?)null).Blob([]).EndRow();
        }));

        using var read = database.Read("SELECT * FROM things ORDER BY name, day");
        Assert.True(read.Next());
        Assert.Equal("ä'\"\\", read.Text(0));
        Assert.Equal(new DateOnly(1999, 12, 31), read.Date(1));
        Assert.Equal(long.MinValue, read.Integer(2));
        Assert.Equal(0.1 + 0.2, read.Real(3));
        Assert.True(read.Boolean(4));
        Assert.Equal(at, read.Instant(5));
        Assert.Contains("\"x\"", read.Text(6), StringComparison.Ordinal);
        Assert.Equal(new byte[] { 0, 1, 255 }, read.Blob(7));
        Assert.True(read.Next());
        Assert.Equal(new DateOnly(2000, 2, 29), read.Date(1));
        Assert.True(read.IsNull(2));
        Assert.True(double.IsNaN(read.Real(3)));
        Assert.Null(read.TextOrNull(6));
        Assert.Empty(read.Blob(7));
        Assert.False(read.Next());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void NaN_is_null_and_minus_zero_is_zero(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = WithTable(databases);
        Write(database, KeyRange.All, ("a", 1, double.NaN), ("a", 2, -0.0));
        Assert.Equal(1, database.Scalar<long>("SELECT COUNT(*) FROM things WHERE value IS NULL"));
        using var read = database.Read("SELECT value FROM things WHERE value IS NOT NULL");
        Assert.True(read.Next());
        Assert.Equal(0L, BitConverter.DoubleToInt64Bits(read.Real(0)));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Infinity_is_refused_with_table_column_and_key_and_leaves_nothing(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = WithTable(databases);
        var error = Assert.Throws<DataError>(() => Write(database, KeyRange.All, ("a", 1, 1.0), ("a", 2, double.NegativeInfinity)));
        Assert.Equal("table things, column value, row (a, 2014-01-02): expected a finite number, found −∞", error.Message);
        Assert.Equal(0, database.Scalar<long>("SELECT COUNT(*) FROM things"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void The_null_character_is_refused(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = WithTable(databases);
        var error = Assert.Throws<DataError>(() => Write(database, KeyRange.All, ("a\0", 1, 1.0)));
        Assert.StartsWith("table things, column name", error.Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_key_written_twice_is_refused_in_one_sentence(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = WithTable(databases);
        var error = Assert.Throws<DataError>(() => Write(database, KeyRange.All, ("a", 1, 1.0), ("a", 1, 2.0)));
        Assert.StartsWith("table things", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, database.Scalar<long>("SELECT COUNT(*) FROM things"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_replaced_range_holds_exactly_the_new_rows(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = WithTable(databases);
        Write(database, KeyRange.All, ("a", 1, 1), ("a", 2, 2), ("a", 3, 3), ("b", 1, 4));
        Write(database, KeyRange.Where("name = @name AND day >= @from", new { name = "a", from = Day(2) }), ("a", 3, 30), ("a", 4, 40));
        Assert.Equal(["a1=1", "a3=30", "a4=40", "b1=4"], All(database));

        Assert.Equal(1, database.Scalar<long>("SELECT COUNT(*) FROM things WHERE name NOT IN @names", new { names = new[] { "a", "c" } }));
        Write(database, KeyRange.Where("name IN @names", new { names = new[] { "a", "b" } }), ("a", 9, 9));
        Assert.Equal(["a9=9"], All(database));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void An_upsert_inserts_what_is_new_and_updates_what_is_there(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = WithTable(databases);
        Write(database, KeyRange.All, ("a", 1, 1), ("a", 2, 2));
        database.InTransaction(unit =>
        {
            unit.Upsert(Shape, rows => Put(rows, [("a", 2, 20), ("a", 3, 30)]));
            unit.Upsert(Shape, rows => Put(rows, [("a", 3, 31)]));
        });
        Assert.Equal(["a1=1", "a2=20", "a3=31"], All(database));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Text_keys_are_ordered_by_code_point(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = WithTable(databases);
        Write(database, KeyRange.All, UnsortedNames.Select(n => (n, 1, 1.0)).ToArray());
        Assert.Equal(UnsortedNames.Order(StringComparer.Ordinal), database.Query<string>("SELECT name FROM things ORDER BY name"));
        Assert.Equal(3, database.Scalar<long>("SELECT COUNT(*) FROM things WHERE name < 'a'"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Small_queries_map_to_records_with_init_properties(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = WithTable(databases);
        Write(database, KeyRange.All, ("a", 1, 1.5), ("a", 2, double.NaN));
        var rows = database.Query<Thing>("SELECT name, day, count, value, flag, at, detail FROM things WHERE day <= @to ORDER BY day", new { to = Day(2) });
        Assert.Equal(new Thing { Name = "a", Day = Day(1), Count = 7, Value = 1.5, Flag = true, At = Instant, Detail = "{}" }, rows[0]);
        Assert.Null(rows[1].Value);
        Assert.Equal(Day(2), database.Scalar<DateOnly>("SELECT MAX(day) FROM things"));
        Assert.Equal(("a", Day(1)), database.Query<(string, DateOnly)>("SELECT name, day FROM things ORDER BY day")[0]);
        Assert.Null(database.Scalar<DateOnly?>("SELECT MAX(day) FROM things WHERE day > @after", new { after = Day(20) }));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_transaction_that_is_not_committed_leaves_no_trace(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = WithTable(databases);
        using (var unit = database.Begin())
        {
            unit.Replace(Shape, KeyRange.All, rows => Put(rows, [("a", 1, 1)]));
            Assert.Equal(1, unit.Scalar<long>("SELECT COUNT(*) FROM things"));
            Assert.Equal(0, database.Scalar<long>("SELECT COUNT(*) FROM things"));
        }

        Assert.Equal(0, database.Scalar<long>("SELECT COUNT(*) FROM things"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Rows_of_the_wrong_shape_are_refused(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = WithTable(databases);
        Assert.Throws<InvalidOperationException>(() => database.InTransaction(u => u.Upsert(Shape, r => r.Text("a").EndRow())));
        Assert.Throws<InvalidOperationException>(() => database.InTransaction(u => u.Upsert(Shape, r => r.Text("a"))));
        Assert.Throws<InvalidOperationException>(() => database.InTransaction(u => u.Upsert(Shape, r => r.Date(Day(1)))));
        Assert.Equal(0, database.Scalar<long>("SELECT COUNT(*) FROM things"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Many_rows_arrive_whole(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = WithTable(databases);
        const int Names = 50, Days = 400;
        var rows = database.Begin();
        using (rows)
        {
            var written = rows.Replace(Shape, KeyRange.All, writer =>
            {
                for (var n = 0; n < Names; n++)
                {
                    for (var d = 0; d < Days; d++)
                        Put(writer, [(string.Create(CultureInfo.InvariantCulture, $"N{n:D3}"), d, n + (d / 1000.0))]);
                }
            });
            Assert.Equal(Names * Days, written);
            rows.Commit();
        }

        using var read = database.Read("SELECT name, day, value FROM things ORDER BY name, day");
        for (var n = 0; n < Names; n++)
        {
            for (var d = 0; d < Days; d++)
            {
                Assert.True(read.Next());
                Assert.Equal(Day(d), read.Date(1));
                Assert.Equal(n + (d / 1000.0), read.Real(2));
            }
        }

        Assert.False(read.Next());
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_large_range_is_replaced_beside_others_and_keeps_its_key(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = WithTable(databases);
        const int Days = 60_000;
        static void Series(RowWriter rows, string name, double value)
        {
            for (var d = 0; d < Days; d++)
                rows.Text(name).Date(DateOnly.FromDayNumber(d)).Integer(d).Real(value).Boolean(false).Instant(Instant).Null().Null().EndRow();
        }

        static void Repeat(RowWriter rows) => rows.Text("b").Date(DateOnly.FromDayNumber(7)).Integer(0).Real(0).Boolean(false).Instant(Instant).Null().Null().EndRow();

        database.InTransaction(unit => unit.Replace(Shape, KeyRange.All, rows => Series(rows, "a", 1)));
        database.InTransaction(unit => unit.Replace(Shape, KeyRange.Where("name = 'a'"), rows => Series(rows, "a", 2)));
        database.InTransaction(unit => unit.Replace(Shape, KeyRange.Where("name = 'b'"), rows => Series(rows, "b", 3)));
        database.InTransaction(unit => unit.Replace(Shape, KeyRange.Where("name = 'a'"), rows => Series(rows, "a", 4)));
        Assert.Equal(
            [("a", Days, 4.0), ("b", Days, 3.0)],
            database.Query<(string, long, double)>("SELECT name, COUNT(*), MAX(value) FROM things WHERE value >= 3 GROUP BY name ORDER BY name"));
        Assert.Equal(2 * Days, database.Scalar<long>("SELECT COUNT(*) FROM things"));

        var twice = Assert.Throws<DataError>(() => database.InTransaction(unit => unit.Replace(Shape, KeyRange.Where("name = 'a'"), rows =>
        {
            Series(rows, "a", 5);
            Repeat(rows);
        })));
        Assert.StartsWith("table things", twice.Message, StringComparison.Ordinal);
        Assert.Throws<DataError>(() => database.InTransaction(unit => unit.Replace(Shape, KeyRange.Where("name = 'c'"), Repeat)));
        Assert.Equal(Days, database.Scalar<long>("SELECT COUNT(*) FROM things WHERE name = 'a' AND value = 4"));
    }

    [PostgresFact]
    public void A_large_range_is_replaced_even_while_another_connection_reads_the_table()
    {
        using var databases = TestDatabases.Create(DatabaseEngine.PostgreSql);
        using var database = WithTable(databases);
        static void Series(RowWriter rows)
        {
            for (var d = 0; d < 60_000; d++)
                rows.Text("a").Date(DateOnly.FromDayNumber(d)).Integer(d).Real(1).Boolean(false).Instant(Instant).Null().Null().EndRow();
        }

        database.InTransaction(unit => unit.Replace(Shape, KeyRange.All, Series));
        using var reader = database.Begin();
        Assert.Equal(60_000, reader.Scalar<long>("SELECT COUNT(*) FROM things"));
        database.InTransaction(unit => unit.Replace(Shape, KeyRange.All, Series));
        Assert.Equal(60_000, reader.Scalar<long>("SELECT COUNT(*) FROM things"));
    }

    private static Database WithTable(TestDatabases databases)
    {
        var database = Database.Open(LogicalDatabase.Runtime, databases.Settings);
        var sqlite = database.Engine == DatabaseEngine.Sqlite;
        database.InTransaction(unit => unit.Execute(sqlite
            ? "CREATE TABLE things (name TEXT, day DATE, count INTEGER, value DOUBLE, flag BOOLEAN, at TIMESTAMP, detail JSON, bytes BLOB, PRIMARY KEY (name, day)) WITHOUT ROWID"
            : "CREATE TABLE things (name text COLLATE \"C\", day date, count bigint, value double precision, flag boolean, at timestamptz, detail jsonb, bytes bytea, PRIMARY KEY (name, day))"));
        return database;
    }

    private static DateOnly Day(int n) => new DateOnly(2014, 1, 1).AddDays(n - 1);

    private static void Write(Database database, KeyRange range, params (string Name, int Day, double Value)[] values)
        => database.InTransaction(unit => unit.Replace(Shape, range, rows => Put(rows, values)));

    private static void Put(RowWriter rows, (string Name, int Day, double Value)[] values)
    {
        foreach (var (name, day, value) in values)
            rows.Text(name).Date(Day(day)).Integer(7).Real(value).Boolean(true).Instant(Instant).Json("{}").Blob([1]).EndRow();
    }

    private static string[] All(Database database)
    {
        var found = new List<string>();
        using var read = database.Read("SELECT name, day, value FROM things ORDER BY name, day");
        while (read.Next())
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{read.Text(0)}{read.Date(1).Day}={read.Real(2)}"));
        return [.. found];
    }

    private sealed record Thing
    {
        public string Name { get; init; } = "";

        public DateOnly Day { get; init; }

        public int Count { get; init; }

        public double? Value { get; init; }

        public bool Flag { get; init; }

        public DateTimeOffset At { get; init; }

        public string Detail { get; init; } = "";
    }
}
