namespace Prometheus.Scenarios;

/// <summary>How close a book is to one scenario in their joint space.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Cosine">−1 … 1; 0 where one of the two vectors has no length.</param>
/// <param name="Distance">Euclidean, ≥ 0.</param>
public sealed record ScenarioCloseness(EmbeddedScenario Scenario, double Cosine, double Distance)
{
    public string ScenarioId => Scenario.ScenarioId;
}
