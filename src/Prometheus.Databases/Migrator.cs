using Prometheus.Core.Errors;

namespace Prometheus.Databases;

/// <summary>Brings a database to the schema this program knows: all pending steps in one transaction, or none.</summary>
public static class Migrator
{
    /// <summary>Any number will do, as long as every process uses the same one.</summary>
    private const long LockKey = 7_206_114_115;

    /// <summary>What the database has had and what it lacks.</summary>
    /// <exception cref="DatabaseError">An applied step is unknown to this program, or its file has changed since.</exception>
    public static MigrationStatus Status(Database database) => Status(database, database);

    /// <summary>Applies what is pending and returns it. Two processes may do so at once: the second finds nothing left.</summary>
    public static IReadOnlyList<Migration> Migrate(Database database)
    {
        using var cover = AccessLog.Cover();
        using var transaction = database.Begin();
        if (database.Engine == DatabaseEngine.PostgreSql)
            transaction.Execute("SELECT pg_advisory_xact_lock(@key)", new { key = LockKey });
        transaction.Execute(Dialect.Spell(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
              version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TIMESTAMP NOT NULL DEFAULT NOW)
            """,
            database.Engine));
        var pending = Status(database, transaction).Pending;
        foreach (var step in pending)
        {
            transaction.Execute(Dialect.Spell(step.Sql, database.Engine));
            transaction.Execute(
                "INSERT INTO schema_migrations (version, name, checksum) VALUES (@version, @name, @checksum)",
                new { version = step.Version, name = step.Name, checksum = step.Checksum });
        }

        transaction.Commit();
        return pending;
    }

    /// <summary>
    /// Makes sure the schema is this program's: an embedded database without tables is migrated at once, anything else that lags behind is
    /// an error that says what to do. Every command passes here, so it compares versions only; checksums are for <see cref="Status(Database)"/>.
    /// </summary>
    public static void Require(Database database)
    {
        var expected = MigrationFiles.CountOf(database.Name);
        var found = HasTable(database, database) ? database.Scalar<long>("SELECT MAX(version) FROM schema_migrations") : 0;
        if (found == expected)
            return;
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
        var applied = HasTable(database, reads)
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

    private static bool HasTable(Database database, IDatabaseReads reads) => database.Engine == DatabaseEngine.Sqlite
        ? reads.Scalar<long>("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'") > 0
        : reads.Scalar<bool>("SELECT to_regclass('schema_migrations') IS NOT NULL");
}
