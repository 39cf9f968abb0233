using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.Testing.Databases;
using Xunit;

namespace Prometheus.IntegrationTests.Databases;

public sealed class TextRowsTests
{
    [Theory, OnSqlite, OnPostgreSql]
    public void A_query_gives_its_columns_and_rows_as_text(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Filled(databases);
        Assert.Equal(["n: 2"], All(TextRows.OfQuery(database, "select count(*) as n from universe_members")));
        Assert.Equal(
            ["entity_id: A, as_of_date: 2014-02-28, included: true, score: 0.30000000000000004", "entity_id: a, as_of_date: 2014-02-28, included: false, score: -1"],
            All(TextRows.OfQuery(database, "select entity_id, as_of_date, included, score from universe_members order by entity_id;")));
        Assert.Equal(["x: 0.6000000000000001, y: NULL, z: A"], All(TextRows.OfQuery(database, "select score * 2 as x, null as y, entity_id || '' as z from universe_members where included")));
        Assert.Empty(All(TextRows.OfQuery(database, "select * from universe_members where entity_id = 'no'")));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Every_kind_of_write_is_refused_and_changes_nothing(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Filled(databases);
        foreach (var sql in new[]
        {
            "delete from universe_members",
            "update universe_members set score = 0 returning score",
            "insert into strategies (strategy_id, name) values ('x', 'x') returning name",
            "drop table universe_members",
            "create table x (y integer)",
            "with gone as (select 1) delete from universe_members",
            "select 1; delete from universe_members",
            "commit; delete from universe_members",
            "delete from universe_members; select 1",
            "set session characteristics as transaction read write",
            "set transaction read write",
            "begin",
            "pragma query_only = 0",
            "nonsense",
            "select * from no_such_table",
            "",
        })
        {
            try
            {
                All(TextRows.OfQuery(database, sql));
                Assert.Equal(("select 1; delete from universe_members", DatabaseEngine.Sqlite), (sql, engine));
            }
            catch (UserError error)
            {
                Assert.DoesNotContain('\n', error.Message);
            }
        }

        Assert.Equal(2, database.Scalar<long>("SELECT COUNT(*) FROM universe_members WHERE score <> 0"));
        Assert.Equal(0, database.Scalar<long>("SELECT COUNT(*) FROM strategies"));
        database.InTransaction(t => t.Execute("DELETE FROM universe_members"));
        Assert.Equal(0, database.Scalar<long>("SELECT COUNT(*) FROM universe_members"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_table_is_exported_in_key_order_with_the_same_text_on_both_engines(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Filled(databases);
        Assert.Equal(
            [
                """context: live, universe_id: u, as_of_date: 2014-02-28, entity_type: INSTRUMENT, entity_id: A, tier: CORE, included: true, score: 0.30000000000000004, reasons: {"a":[1],"b":2.5}""",
                """context: live, universe_id: u, as_of_date: 2014-02-28, entity_type: INSTRUMENT, entity_id: a, tier: CORE, included: false, score: -1, reasons: {}""",
            ],
            All(TextRows.OfTable(database, "universe_members")));
        Assert.Single(All(TextRows.OfTable(database, "universe_members", KeyRange.Where("entity_id = @id", new { id = "a" }))));
        var error = Assert.Throws<UserError>(() => TextRows.OfTable(database, "no_such_table"));
        Assert.StartsWith("the runtime database has no table 'no_such_table', expected one of backtest_daily_equity, ", error.Message, StringComparison.Ordinal);
    }

    private static Database Filled(TestDatabases databases)
    {
        var database = Database.Open(LogicalDatabase.Runtime, databases.Settings);
        Migrator.Migrate(database);
        database.InTransaction(t => t.Execute(
            """
            INSERT INTO universe_members VALUES
              ('live', 'u', '2014-02-28', 'INSTRUMENT', 'a', 'CORE', false, -1, '{}'),
              ('live', 'u', '2014-02-28', 'INSTRUMENT', 'A', 'CORE', true, 0.30000000000000004, '{"b": 2.5, "a": [1]}')
            """));
        return database;
    }

    private static string[] All(TextRows rows)
    {
        using (rows)
        {
            var lines = new List<string>();
            while (rows.Next())
                lines.Add(string.Join(", ", rows.Names.Select((name, i) => $"{name}: {rows[i] ?? "NULL"}")));
            return [.. lines];
        }
    }
}
