namespace Prometheus.Databases;

/// <param name="Table">Table name.</param>
/// <param name="Rows">Rows hashed.</param>
/// <param name="Digest">Hex SHA-256 over the rows in key order.</param>
public sealed record TableDigest(string Table, long Rows, string Digest);
