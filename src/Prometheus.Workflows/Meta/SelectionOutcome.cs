using Prometheus.Meta.Selection;

namespace Prometheus.Workflows.Meta;

/// <summary>A choice of sleeves.</summary>
/// <param name="DecisionId">Follows from candidates, scores and question; null where nothing was chosen, which is no decision.</param>
/// <param name="Selection">Every candidate with its rank or reason.</param>
public sealed record SelectionOutcome(string? DecisionId, SleeveSelection Selection);
