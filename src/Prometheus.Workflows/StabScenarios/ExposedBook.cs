using Prometheus.Scenarios;
using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.StabScenarios;

/// <summary>One book and the scenarios it resembles.</summary>
/// <param name="Book">The book.</param>
/// <param name="Vector">Where it lies in the joint space; null where none of its names has a vector.</param>
/// <param name="Scenarios">The closest ones, closest first.</param>
/// <param name="Hindsight">The set has seen days after the book's date.</param>
public sealed record ExposedBook(TargetBook Book, BookVector? Vector, IReadOnlyList<ExposedScenario> Scenarios, bool Hindsight);
