using Prometheus.Scenarios;

namespace Prometheus.Stores.Runs;

/// <summary>What one book made on one scenario set.</summary>
/// <param name="AsOfDate">The book's decision.</param>
/// <param name="Hindsight">The set has seen days after the decision: a diagnosis, never a basis of it.</param>
public sealed record ScenarioEntry(DateOnly AsOfDate, ScenarioRisk Risk, bool Hindsight);
