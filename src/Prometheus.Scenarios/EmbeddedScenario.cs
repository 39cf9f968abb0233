namespace Prometheus.Scenarios;

/// <summary>A scenario in the joint space.</summary>
/// <param name="ScenarioId">Its path in the set, as text.</param>
/// <param name="AsOf">The date of its last day.</param>
/// <param name="Vector">In the joint space.</param>
/// <param name="BranchMask">Bit b: branch b is present.</param>
public sealed record EmbeddedScenario(string ScenarioId, DateOnly AsOf, float[] Vector, long BranchMask);
