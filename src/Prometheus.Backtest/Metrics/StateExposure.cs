using System.Runtime.InteropServices;
using Prometheus.States.Regimes;

namespace Prometheus.Backtest.Metrics;

/// <summary>
/// What a sleeve was exposed to at the close of one session (sheet C §1.6). Between decisions the last decided universe carries on. NaN, or no
/// label, where the source is missing.
/// </summary>
/// <param name="UniverseSize">Members of the universe.</param>
/// <param name="LambdaScoreMean">Mean λ̂ of the members that have one.</param>
/// <param name="LambdaScoreCoverage">Share of the members that have one; NaN where the sleeve knows no λ̂ at all.</param>
/// <param name="StabilityRiskMean">Mean probability of the members to be TARGETABLE or BREAKER at the horizon.</param>
/// <param name="StabilityWorsenMean">Mean probability of the members to be in any worse class at the horizon.</param>
/// <param name="Regime">Label known at the close.</param>
/// <param name="RegimeRisk">Probability of CRISIS or RISK_OFF at the horizon.</param>
/// <param name="RegimeChangeAny">Probability of another label at the horizon.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StateExposure(
    double UniverseSize,
    double LambdaScoreMean,
    double LambdaScoreCoverage,
    double StabilityRiskMean,
    double StabilityWorsenMean,
    RegimeLabel? Regime,
    double RegimeRisk,
    double RegimeChangeAny)
{
    public static StateExposure Unknown { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, null, double.NaN, double.NaN);
}
