namespace Prometheus.Databases;

/// <summary>A row of <c>schema_migrations</c>.</summary>
public sealed record AppliedMigration
{
    public int Version { get; init; }

    public string Name { get; init; } = "";

    public string Checksum { get; init; } = "";

    public DateTimeOffset AppliedAt { get; init; }
}
