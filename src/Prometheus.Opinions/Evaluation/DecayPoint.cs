namespace Prometheus.Opinions.Evaluation;

/// <summary>How much a score still says when it is some sessions old.</summary>
/// <param name="Lag">Sessions between the score and the beginning of the return.</param>
/// <param name="Sessions">Sessions that count.</param>
/// <param name="MeanIc">Mean rank correlation.</param>
/// <param name="IcT">Its Newey–West t-statistic.</param>
public sealed record DecayPoint(int Lag, int Sessions, double MeanIc, double IcT);
