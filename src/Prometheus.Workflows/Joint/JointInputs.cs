using Prometheus.Embeddings.Joint;

namespace Prometheus.Workflows.Joint;

/// <summary>Everything a unit of a joint backfill reads, and what follows from it.</summary>
/// <param name="Digest">Of what was read.</param>
/// <param name="Join">The vectors of the unit, by date, then entity key, made while they are read: side by side they are larger than what they are made of.</param>
internal sealed record JointInputs(string Digest, Func<IEnumerable<JointVector>> Join);
