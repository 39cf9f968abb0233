namespace Prometheus.Sources.Synthetic;

/// <summary>
/// What a strategy can find in the synthetic market: weak, real, and the same for every company. Each company's drift wanders slowly
/// (momentum), and part of each company-specific move is taken back within a week (reversal).
/// </summary>
/// <param name="DriftAnnualStandardDeviation">Of the companies' drifts around 0, a year.</param>
/// <param name="DriftHalfLife">Sessions until half of a drift is gone.</param>
/// <param name="ReversalFraction">Share of a company-specific move that each of the following sessions takes back.</param>
/// <param name="ReversalSessions">For how many sessions it does.</param>
public sealed record PlantedSignals(double DriftAnnualStandardDeviation, int DriftHalfLife, double ReversalFraction, int ReversalSessions)
{
    public static PlantedSignals Default { get; } = new(0.15, 126, 0.015, 5);
}
