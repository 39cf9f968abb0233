namespace Prometheus.Databases;

/// <summary>Where a database stands.</summary>
/// <param name="Applied">Steps it has had, ascending.</param>
/// <param name="Pending">Steps this program knows and the database lacks, ascending.</param>
public sealed record MigrationStatus(IReadOnlyList<AppliedMigration> Applied, IReadOnlyList<Migration> Pending)
{
    public int Version => Applied.Count == 0 ? 0 : Applied[^1].Version;

    public bool IsCurrent => Pending.Count == 0;
}
