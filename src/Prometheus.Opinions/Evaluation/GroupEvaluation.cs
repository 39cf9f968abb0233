namespace Prometheus.Opinions.Evaluation;

/// <summary>The rank correlation over the primary horizon within one sector, or on the sessions of one regime.</summary>
/// <param name="Name">Sector or regime.</param>
/// <param name="Sessions">Sessions that count.</param>
/// <param name="MeanIc">Mean rank correlation.</param>
/// <param name="IcT">Its Newey–West t-statistic.</param>
public sealed record GroupEvaluation(string Name, int Sessions, double MeanIc, double IcT);
