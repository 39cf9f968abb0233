using Prometheus.Engines.Evaluation;
using Prometheus.Storage.Stores.States;

namespace Prometheus.Workflows.Assess;

/// <summary>A paired comparison and the pairs it is of.</summary>
public sealed record ScoreComparisonFacts(IReadOnlyList<ScorePair> Pairs, ScoreComparison Comparison);
