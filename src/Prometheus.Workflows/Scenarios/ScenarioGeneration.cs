using Prometheus.Scenarios;

namespace Prometheus.Workflows.Scenarios;

/// <summary>How a request for a scenario set ended.</summary>
/// <param name="Set">The set as it now lies in the store.</param>
/// <param name="Rows">Rows written; 0 where the very same set was there already.</param>
/// <param name="Replaced">True where another set of the same id stood there before.</param>
public sealed record ScenarioGeneration(ScenarioSet Set, long Rows, bool Replaced)
{
    public string ScenarioSetId => Set.SetId;
}
