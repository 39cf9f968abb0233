using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Portfolio.Ledger;
using Prometheus.Portfolio.Orders;
using Prometheus.Portfolio.Risk;
using Prometheus.States.Regimes;
using Prometheus.Stores;
using Prometheus.Stores.Conversions;
using Prometheus.Stores.Runs;
using Prometheus.Testing.Databases;
using Xunit;

namespace Prometheus.IntegrationTests.Databases;

/// <summary>A store whose books an older version wrote, a table of its own for everything the seeds name, is brought into the present shape.</summary>
public sealed class OlderBookTests
{
    /// <summary>The last step before the rows of a book were stored once.</summary>
    private const int Before = 12;

    private static readonly string[] Copied =
    [
        "backtest_daily_equity", "backtest_trades", "book_targets", "executed_actions", "fills", "instrument_scores", "orders", "positions_snapshots",
        "risk_actions", "target_portfolios", "universe_members",
    ];

    [Theory, OnSqlite, OnPostgreSql]
    public void An_older_store_shows_the_same_rows_once_it_is_migrated(DatabaseEngine engine)
    {
        using var databases = TestDatabases.Create(engine);
        using var older = Database.Open(LogicalDatabase.Runtime, databases.Settings);
        WriteOlder(older);

        Assert.Contains("run 'prometheus db migrate'", Assert.Throws<DatabaseError>(() => Migrator.Require(older)).Message, StringComparison.Ordinal);
        Migrator.Migrate(older, StoreConversions.Of(LogicalDatabase.Runtime));
        Migrator.Require(older);

        Assert.Equal(Digests(DecisionLogTests.Runtime), Digests(older));
        Assert.Equal(Decisions(DecisionLogTests.Runtime), Decisions(older));
        Assert.Equal(0, older.Scalar<long>("SELECT COUNT(*) FROM book_sessions WHERE equity IS NULL"));
    }

    [Fact]
    public void Codes_are_those_of_the_engines()
    {
        Assert.Equal(Words<OrderSide>(), BookViews.Sides);
        Assert.Equal(Words<OrderStatus>(), BookViews.Statuses);
        Assert.Equal(Words<FillReason>(), BookViews.Reasons);
        Assert.Equal(Words<RiskActionType>(), BookViews.ActionTypes);
        Assert.Equal(Words<RegimeLabel>(), BookViews.Regimes);
        Assert.Equal(Words<DecidingEngine>(), BookViews.Engines);

        static string[] Words<T>()
            where T : struct, Enum
            => Array.ConvertAll(Enum.GetValues<T>(), StoredName.Of);
    }

    private static void WriteOlder(Database older)
    {
        var now = DecisionLogTests.Runtime;
        older.InTransaction(unit =>
        {
            unit.Execute(Dialect.Spell("CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TIMESTAMP)", older.Engine));
            foreach (var step in MigrationFiles.Of(LogicalDatabase.Runtime).Take(Before))
            {
                unit.Execute(Dialect.Spell(step.Sql, older.Engine));
                unit.Execute("INSERT INTO schema_migrations (version, name, checksum) VALUES (@Version, @Name, @Checksum)", new { step.Version, step.Name, step.Checksum });
            }
        });
        var runs = TableCatalog.ReadStored(now).Single(t => t.Name == "backtest_runs");
        older.InTransaction(unit =>
        {
            Copy(now, unit, runs);
            foreach (var view in Copied.Select(name => SeedViews.TryFind(LogicalDatabase.Runtime, name)!))
                Copy(now, unit, view.Shape);
            WriteOlderDecisions(now, unit);
        });
    }

    /// <summary>One row a run and engine, dated at the run's end, and an outcome that counts calendar days.</summary>
    private static void WriteOlderDecisions(Database now, DatabaseTransaction unit)
    {
        foreach (var run in now.Query<RunRow>("SELECT run_id, strategy_id, market_id, start_date, end_date FROM backtest_runs"))
        {
            unit.Execute(
                """
                INSERT INTO decision_outcomes (decision_id, horizon_days, outcome_id, realized_return, realized_pnl, realized_drawdown, realized_vol, metadata)
                SELECT @Id, 364, 'hash', NULL, NULL, NULL, NULL, '{"annualised_sharpe":1.5}'
                """,
                new { Id = $"hash of {run.RunId}" });
            foreach (var engine in BookViews.Engines.Append("BACKTEST_SLEEVE_RUNNER"))
            {
                var config = now.Scalar<string>("SELECT config_id FROM engine_decisions WHERE run_id = @RunId AND engine_name = @engine", new { run.RunId, engine });
                if (config is null)
                    continue;
                var id = engine == "BACKTEST_SLEEVE_RUNNER" ? $"hash of {run.RunId}" : $"hash of {engine} {run.RunId}";
                unit.Execute(
                    $$"""
                    INSERT INTO engine_decisions (decision_id, engine_name, run_id, strategy_id, market_id, as_of_date, config_id, input_refs, output_refs, metadata)
                    VALUES (@id, @engine, @RunId, @StrategyId, @MarketId, @EndDate, @config, '{"options_hash":"{{new string('0', 64)}}"}', '{}', '{}')
                    """,
                    new { id, engine, run.RunId, run.StrategyId, run.MarketId, run.EndDate, config });
            }
        }
    }

    private static void Copy(Database from, DatabaseTransaction to, TableShape shape)
    {
        var columns = shape.Columns.ToArray();
        using var rows = from.Read($"SELECT {string.Join(", ", columns.Select(c => $"\"{c.Name}\""))} FROM {shape.Name} ORDER BY {string.Join(", ", columns.Take(shape.KeyColumns).Select(c => c.Name))}");
        to.Replace(shape, KeyRange.All, writer =>
        {
            while (rows.Next())
            {
                for (var c = 0; c < columns.Length; c++)
                    Copy(rows, c, columns[c].Type, writer);
                writer.EndRow();
            }
        });
    }

    private static void Copy(RowReader rows, int column, ColumnType type, RowWriter writer)
    {
        if (rows.IsNull(column))
        {
            writer.Null();
            return;
        }

        switch (type)
        {
            case ColumnType.Text:
                writer.Text(rows.Text(column));
                break;
            case ColumnType.Integer:
                writer.Integer(rows.Integer(column));
                break;
            case ColumnType.Real:
                writer.Real(rows.Real(column));
                break;
            case ColumnType.Boolean:
                writer.Boolean(rows.Boolean(column));
                break;
            case ColumnType.Date:
                writer.Date(rows.Date(column));
                break;
            case ColumnType.Instant:
                writer.Instant(rows.Instant(column));
                break;
            default:
                writer.Json(rows.Text(column));
                break;
        }
    }

    private static string[] Digests(Database runtime)
        => [.. DatabaseDigest.Compute(runtime).Tables.Where(t => Copied.Contains(t.Table, StringComparer.Ordinal)).Select(t => $"{t.Table} {t.Rows} {t.Digest}")];

    /// <summary>What an older store knew of its decisions: who decided when with which model, and after how many sessions a run ended.</summary>
    private static string[] Decisions(Database runtime) =>
    [
        .. runtime.Query<string>("SELECT decision_id || ' ' || config_id FROM engine_decisions ORDER BY decision_id"),
        .. runtime.Query<string>("SELECT outcome_id FROM decision_outcomes ORDER BY outcome_id"),
    ];
}
