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
        Assert.Equal(["n: 2"], All(TextRows.OfQuery(database, "select count(*) as n from profiles")));
        Assert.Equal(
            ["issuer_id: A, as_of_date: 2014-02-28, weak_profile: true, data_quality: 0.30000000000000004", "issuer_id: a, as_of_date: 2014-02-28, weak_profile: false, data_quality: -1"],
            All(TextRows.OfQuery(database, "select issuer_id, as_of_date, weak_profile, data_quality from profiles order by issuer_id;")));
        Assert.Equal(["x: 0.6000000000000001, y: NULL, z: A"], All(TextRows.OfQuery(database, "select data_quality * 2 as x, null as y, issuer_id || '' as z from profiles where weak_profile")));
        Assert.Empty(All(TextRows.OfQuery(database, "select * from profiles where issuer_id = 'no'")));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void Every_kind_of_write_is_refused_and_changes_nothing(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Filled(databases);
        foreach (var sql in new[]
        {
            "delete from profiles",
            "update profiles set data_quality = 0 returning data_quality",
            "insert into strategies (strategy_id, name) values ('x', 'x') returning name",
            "drop table profiles",
            "create table x (y integer)",
            "with gone as (select 1) delete from profiles",
            "select 1; delete from profiles",
            "commit; delete from profiles",
            "delete from profiles; select 1",
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
                Assert.Equal(("select 1; delete from profiles", DatabaseEngine.Sqlite), (sql, engine));
            }
            catch (UserError error)
            {
                Assert.DoesNotContain('\n', error.Message);
            }
        }

        Assert.Equal(2, database.Scalar<long>("SELECT COUNT(*) FROM profiles WHERE data_quality <> 0"));
        Assert.Equal(0, database.Scalar<long>("SELECT COUNT(*) FROM strategies"));
        database.InTransaction(t => t.Execute("DELETE FROM profiles"));
        Assert.Equal(0, database.Scalar<long>("SELECT COUNT(*) FROM profiles"));
    }

    [Theory, OnSqlite, OnPostgreSql]
    public void A_table_is_exported_in_key_order_with_the_same_text_on_both_engines(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var database = Filled(databases);
        Assert.Equal(
            [
                """issuer_id: A, as_of_date: 2014-02-28, model_id: m, profile_id: p, input_hash: h, structured: {"a":[1],"b":2.5}, embedding_vector_ref: NULL, risk_flags: {}, weak_profile: true, data_quality: 0.30000000000000004""",
                """issuer_id: a, as_of_date: 2014-02-28, model_id: m, profile_id: p, input_hash: h, structured: {}, embedding_vector_ref: NULL, risk_flags: {}, weak_profile: false, data_quality: -1""",
            ],
            All(TextRows.OfTable(database, "profiles")));
        Assert.Single(All(TextRows.OfTable(database, "profiles", KeyRange.Where("issuer_id = @id", new { id = "a" }))));
        var error = Assert.Throws<UserError>(() => TextRows.OfTable(database, "no_such_table"));
        Assert.StartsWith("the runtime database has no table 'no_such_table', expected one of artefacts, ", error.Message, StringComparison.Ordinal);
    }

    private static Database Filled(TestDatabases databases)
    {
        var database = Database.Open(LogicalDatabase.Runtime, databases.Settings);
        Migrator.Migrate(database);
        database.InTransaction(t => t.Execute(
            """
            INSERT INTO profiles VALUES
              ('a', '2014-02-28', 'm', 'p', 'h', '{}', NULL, '{}', false, -1),
              ('A', '2014-02-28', 'm', 'p', 'h', '{"b": 2.5, "a": [1]}', NULL, '{}', true, 0.30000000000000004)
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
