using System.Runtime.InteropServices;

namespace Prometheus.States.Regimes;

/// <summary>Where the regime may be at the horizon, seen from the filtered probabilities of one session. NaN where there was no label.</summary>
/// <param name="ChangeAny">Probability that the label at the horizon differs from the one now.</param>
/// <param name="ToCrisisOrRiskOff">Probability of CRISIS or RISK_OFF at the horizon.</param>
/// <param name="ToCarry">Probability of CARRY at the horizon.</param>
/// <param name="HitStressWithin">Probability of CRISIS or RISK_OFF on any session from now to the horizon.</param>
/// <param name="Observations">Pairs of consecutive labelled sessions counted so far, staying included.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RegimeRisk(double ChangeAny, double ToCrisisOrRiskOff, double ToCarry, double HitStressWithin, int Observations)
{
    /// <summary>The seeds' <c>regime_risk_score</c>.</summary>
    public double Score => ToCrisisOrRiskOff;
}
