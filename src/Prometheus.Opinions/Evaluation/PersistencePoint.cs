namespace Prometheus.Opinions.Evaluation;

/// <summary>How much a score changes over some sessions.</summary>
/// <param name="Lag">Sessions between two scores of a name.</param>
/// <param name="RankCorrelation">Mean rank correlation of the two.</param>
/// <param name="Turnover">Mean share of the highest bucket that has left it.</param>
public sealed record PersistencePoint(int Lag, double RankCorrelation, double Turnover);
