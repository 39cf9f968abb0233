using Prometheus.Meta.Selection;
using Prometheus.Storage.Stores.States;

namespace Prometheus.Workflows.Meta;

/// <summary>A choice of sleeves and what was noted beside it.</summary>
/// <param name="DecisionId">Follows from candidates, scores and question; null where nothing was chosen, which is no decision.</param>
/// <param name="Selection">Every candidate with its rank or reason.</param>
/// <param name="Stability">The market at the date of the decision; null where no state is stored.</param>
public sealed record SelectionOutcome(string? DecisionId, SleeveSelection Selection, StabilityClimate? Stability);
