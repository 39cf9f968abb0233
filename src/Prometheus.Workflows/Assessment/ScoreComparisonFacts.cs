using Prometheus.Opinions.Evaluation;
using Prometheus.Stores.States;

namespace Prometheus.Workflows.Assessment;

/// <summary>A paired comparison and the pairs it is of.</summary>
public sealed record ScoreComparisonFacts(IReadOnlyList<ScorePair> Pairs, ScoreComparison Comparison);
