namespace Prometheus.Embeddings.Joint;

/// <summary>A vector of a joint space and whose it is.</summary>
/// <param name="EntityKey">Kind and id: INSTRUMENT:id, ISSUER:id, REGION:id, SCENARIO:set:path, PORTFOLIO:context:id, RUN:id, EPISODE:id.</param>
/// <param name="AsOf">Session from whose close on it may be used.</param>
/// <param name="Vector">As wide as its space; absent branches are zero.</param>
/// <param name="BranchMask">Bit b: branch b is present.</param>
/// <param name="Coverage">Weight of the branches that are present, 0 … 1.</param>
/// <param name="ScopeJson">What it is of, as a JSON object.</param>
public sealed record JointVector(string EntityKey, DateOnly AsOf, float[] Vector, long BranchMask, double Coverage, string ScopeJson);
