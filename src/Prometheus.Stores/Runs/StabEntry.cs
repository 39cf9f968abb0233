using Prometheus.Scenarios;

namespace Prometheus.Stores.Runs;

/// <summary>What one book resembles among the scenarios of one set.</summary>
/// <param name="AsOfDate">The book's decision.</param>
/// <param name="SetId">The set.</param>
/// <param name="Exposure">How close each scenario is.</param>
/// <param name="ClosestReturn">What the book would make in the closest scenario, a signed return; NaN where none of its names is in it.</param>
/// <param name="Hindsight">The set has seen days after the decision: a diagnosis, never a basis of it.</param>
public sealed record StabEntry(DateOnly AsOfDate, string SetId, StabExposure Exposure, double ClosestReturn, bool Hindsight);
