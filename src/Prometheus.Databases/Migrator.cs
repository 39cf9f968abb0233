using Prometheus.Core.Errors;

namespace Prometheus.Databases;

/// <summary>Brings a database to the schema this program knows: all pending steps in one transaction, or none.</summary>
public static class Migrator
{
    /// <summary>Any number will do, as long as every process uses the same one.</summary>
    private const long LockKey = 7_206_114_115;

    private const string History = "schema_migrations";

    /// <summary>What the database has had and what it lacks.</summary>
    /// <exception cref="DatabaseError">An applied step is unknown to this program, or its file has changed since.</exception>
    public static MigrationStatus Status(Database database) => Status(database, database);

    /// <summary>
    /// Applies what is pending and returns it, then converts the rows that a step has set aside. Two processes may do so at once: the second
    /// finds nothing left. What is interrupted while it converts goes on with the next call.
    /// </summary>
    /// <param name="database">Which.</param>
    /// <param name="conversions">How set-aside rows are converted; needed only where an older store has some.</param>
    public static IReadOnlyList<Migration> Migrate(Database database, params IReadOnlyList<Conversion> conversions)
    {
        using var cover = AccessLog.Cover();
        var applied = Apply(database);
        var converted = 0;
        foreach (var conversion in conversions)
        {
            while (Convert(database, conversion))
                converted++;
        }

        // A call before this one may have converted the last part and come no further.
        if (converted > 0 || (conversions.Count > 0 && LegacyTables(database, database).Count > 0))
        {
            using (var transaction = Begin(database))
            {
                DropConverted(database, transaction);
                transaction.Commit();
            }

            database.Compact();
        }

        return applied;
    }

    private static IReadOnlyList<Migration> Apply(Database database)
    {
        using var transaction = Begin(database);
        transaction.Execute(Dialect.Spell(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
              version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TIMESTAMP NOT NULL DEFAULT NOW)
            """,
            database.Engine));
        var pending = Status(database, transaction).Pending;
        if (pending.Count > 0)
            DropViews(database, transaction);
        foreach (var step in pending)
        {
            transaction.Execute(Dialect.Spell(step.Sql, database.Engine));
            transaction.Execute(
                "INSERT INTO schema_migrations (version, name, checksum) VALUES (@version, @name, @checksum)",
                new { version = step.Version, name = step.Name, checksum = step.Checksum });
        }

        if (pending.Count > 0)
        {
            DropConverted(database, transaction);
            foreach (var statement in SeedViews.Of(database.Name).SelectMany(v => ViewSql.Create(v, database.Engine)))
                transaction.Execute(Dialect.Spell(statement, database.Engine));
        }

        transaction.Commit();
        return pending;
    }

    /// <summary>Converts one more part; false where none is left.</summary>
    private static bool Convert(Database database, Conversion conversion)
    {
        using var transaction = Begin(database);
        if (!HasTable(database, transaction, conversion.Legacy))
            return false;
        var isLeft = HasRows(transaction, conversion.Legacy);
        if (isLeft)
            conversion.ConvertNext(transaction);
        transaction.Commit();
        return isLeft;
    }

    /// <summary>Drops the tables set aside once all of them are empty: a conversion may read several.</summary>
    private static void DropConverted(Database database, DatabaseTransaction transaction)
    {
        var legacy = LegacyTables(database, transaction);
        if (legacy.Any(t => HasRows(transaction, t)))
            return;
        foreach (var table in legacy)
            transaction.Execute($"DROP TABLE {table}");
    }

    private static DatabaseTransaction Begin(Database database)
    {
        var transaction = database.Begin();
        if (database.Engine == DatabaseEngine.PostgreSql)
            transaction.Execute("SELECT pg_advisory_xact_lock(@key)", new { key = LockKey });
        return transaction;
    }

    /// <summary>Views stand on tables that a step may change, and hold nothing: they are made anew after the last step.</summary>
    private static void DropViews(Database database, DatabaseTransaction transaction)
    {
        var present = transaction.Query<string>(database.Engine == DatabaseEngine.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'view'"
            : "SELECT viewname::text FROM pg_views WHERE schemaname = current_schema()");
        foreach (var view in SeedViews.Of(database.Name).SelectMany(v => new[] { v.Name, v.ValuesName }).Intersect(present, StringComparer.Ordinal))
            transaction.Execute($"DROP VIEW {view}");
    }

    /// <summary>
    /// Makes sure the schema is this program's: an embedded database without tables is migrated at once, anything else that lags behind is
    /// an error that says what to do. Every command passes here, so it compares versions only; checksums are for <see cref="Status(Database)"/>.
    /// </summary>
    public static void Require(Database database)
    {
        var expected = MigrationFiles.CountOf(database.Name);
        var found = HasTable(database, database, History) ? database.Scalar<long>("SELECT MAX(version) FROM schema_migrations") : 0;
        if (found == expected)
        {
            if (LegacyTables(database, database).Count > 0)
                throw new DatabaseError($"the {database.Label} ({database.Description}) holds rows that are not converted yet: run 'prometheus db migrate'");
            return;
        }

        if (database.Engine == DatabaseEngine.Sqlite && found == 0)
        {
            Migrate(database);
            return;
        }

        var remedy = found < expected ? "run 'prometheus db migrate'" : "use the program that wrote it";
        throw new DatabaseError($"the {database.Label} ({database.Description}) is at schema version {found}, expected {expected}: {remedy}");
    }

    private static MigrationStatus Status(Database database, IDatabaseReads reads)
    {
        var known = MigrationFiles.Of(database.Name);
        var applied = HasTable(database, reads, History)
            ? reads.Query<AppliedMigration>("SELECT version, name, checksum, applied_at FROM schema_migrations ORDER BY version")
            : [];
        foreach (var step in applied)
        {
            if (step.Version > known.Count)
            {
                throw new DatabaseError(
                    $"{database.Description} is at schema version {applied[^1].Version}, but this program knows only {known.Count}: use the program that wrote it");
            }

            var checksum = known[step.Version - 1].Checksum;
            if (step.Checksum != checksum)
            {
                throw new DatabaseError(
                    $"migration {step.Version:D4}_{step.Name} of {database.Description} was applied with checksum {step.Checksum[..8]}, but its file now has {checksum[..8]}");
            }
        }

        return new MigrationStatus(applied, known.Skip(applied.Count).ToArray());
    }

    private static IReadOnlyList<string> LegacyTables(Database database, IDatabaseReads reads) => reads.Query<string>(database.Engine == DatabaseEngine.Sqlite
        ? @"SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'legacy\_%' ESCAPE '\'"
        : @"SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() AND tablename LIKE 'legacy\_%'");

    private static bool HasRows(DatabaseTransaction transaction, string table)
        => transaction.Scalar<long>($"SELECT COUNT(*) FROM (SELECT 1 FROM {table} LIMIT 1) AS present") > 0;

    private static bool HasTable(Database database, IDatabaseReads reads, string table) => database.Engine == DatabaseEngine.Sqlite
        ? reads.Scalar<long>("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @table", new { table }) > 0
        : reads.Scalar<bool>("SELECT to_regclass(@table) IS NOT NULL", new { table });
}

/// <summary>Where a database stands.</summary>
/// <param name="Applied">Steps it has had, ascending.</param>
/// <param name="Pending">Steps this program knows and the database lacks, ascending.</param>
public sealed record MigrationStatus(IReadOnlyList<AppliedMigration> Applied, IReadOnlyList<Migration> Pending)
{
    public int Version => Applied.Count == 0 ? 0 : Applied[^1].Version;

    public bool IsCurrent => Pending.Count == 0;
}

/// <summary>A row of <c>schema_migrations</c>.</summary>
public sealed record AppliedMigration(int Version, string Name, string Checksum, DateTimeOffset AppliedAt);

/// <summary>
/// Rows that a step has set aside under another name because plain SQL cannot bring them into their new shape. They are converted part by part,
/// each part in a transaction of its own, so that a large store needs no room for both shapes and an interrupted conversion goes on.
/// </summary>
/// <param name="Legacy">The table the step renamed; its name begins with <c>legacy_</c>. All such tables are dropped when nothing is left in any.</param>
/// <param name="ConvertNext">Writes one part in its new shape and deletes it from the legacy table, which has rows.</param>
public sealed record Conversion(string Legacy, Action<DatabaseTransaction> ConvertNext);
