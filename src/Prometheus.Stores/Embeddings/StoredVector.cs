namespace Prometheus.Stores.Embeddings;

/// <summary>A stored vector and whose it is.</summary>
/// <param name="EntityId">Of an embedding table's own kind: instrument, issuer:date, entity key …</param>
/// <param name="AsOf">Session from whose close on it may be used.</param>
/// <param name="Vector">float32.</param>
/// <param name="Coverage">Share of its inputs that were observed, 0 … 1.</param>
public sealed record StoredVector(string EntityId, DateOnly AsOf, float[] Vector, double Coverage);
