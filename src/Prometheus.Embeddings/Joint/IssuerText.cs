namespace Prometheus.Embeddings.Joint;

/// <summary>What was written of an issuer on a session, as one vector.</summary>
/// <param name="Issuer">Id.</param>
/// <param name="Sector">The sector it was known in on that session; null where none was known.</param>
/// <param name="Age">Sessions since: 0 is the as-of session.</param>
/// <param name="Vector">float32.</param>
public sealed record IssuerText(string Issuer, string? Sector, int Age, float[] Vector);
