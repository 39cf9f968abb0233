using Prometheus.Opinions.Evaluation;

namespace Prometheus.Reports.Scores;

/// <summary>A judged score and what it is called.</summary>
/// <param name="Title">Model, or file.</param>
/// <param name="Source">Strategy, or where the scores came from.</param>
/// <param name="MarketId">Whose names were scored.</param>
/// <param name="Evaluation">How good it is.</param>
public sealed record ScoreReportFacts(string Title, string Source, string MarketId, EvaluationState Evaluation);
