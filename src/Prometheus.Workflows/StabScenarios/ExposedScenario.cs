using Prometheus.Encoders.Joint;
using Prometheus.Scenarios;

namespace Prometheus.Workflows.StabScenarios;

/// <summary>One scenario beside one book.</summary>
/// <param name="Closeness">How alike they are.</param>
/// <param name="Branches">The same branch by branch, on the branches both have.</param>
/// <param name="Return">What the scenario would make of the book, a signed return; NaN where none of its names is in it.</param>
/// <param name="Migration">What it would do to the classes of the book's names; null where that was not asked for.</param>
public sealed record ExposedScenario(ScenarioCloseness Closeness, BranchComparison Branches, double Return, ClassMigration? Migration);
