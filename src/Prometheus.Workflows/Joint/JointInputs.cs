using Prometheus.Engines.Joint;

namespace Prometheus.Workflows.Joint;

/// <summary>Everything a unit of a joint backfill reads, and what follows from it.</summary>
/// <param name="Digest">Of what was read.</param>
/// <param name="Join">The vectors of the unit.</param>
internal sealed record JointInputs(string Digest, Func<IReadOnlyList<JointVector>> Join);
