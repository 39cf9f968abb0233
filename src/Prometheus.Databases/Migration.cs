namespace Prometheus.Databases;

/// <summary>One numbered step of a logical database's schema.</summary>
/// <param name="Version">1, 2, 3 … without a gap.</param>
/// <param name="Name">The file's name without number and ending.</param>
/// <param name="Checksum">SHA-256 of the file, so that a step that was applied cannot change unnoticed.</param>
/// <param name="Sql">The file, with the type words that <see cref="Dialect"/> spells for an engine.</param>
public sealed record Migration(int Version, string Name, string Checksum, string Sql);
