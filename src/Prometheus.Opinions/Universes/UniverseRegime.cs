using System.Runtime.InteropServices;
using Prometheus.States.Regimes;

namespace Prometheus.Opinions.Universes;

/// <summary>What was known of the regime when a universe was decided.</summary>
/// <param name="Label">Null where none was known.</param>
/// <param name="RiskScore">Probability of CRISIS or RISK_OFF at the horizon; NaN where unknown.</param>
/// <param name="ChangeAny">Probability of another label at the horizon; NaN where unknown.</param>
/// <param name="SizeFactor">What the size of the universe was multiplied by.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UniverseRegime(RegimeLabel? Label, double RiskScore, double ChangeAny, double SizeFactor)
{
    public static UniverseRegime Unknown { get; } = new(null, double.NaN, double.NaN, 1);

    internal static UniverseRegime At(UniverseInputs inputs, RegimeSizes? sizes, int session)
    {
        var label = inputs.Regime?.LabelAt(session);
        var risk = inputs.RegimeRisk?.At(session);
        return new UniverseRegime(label, risk?.Score ?? double.NaN, risk?.ChangeAny ?? double.NaN, sizes?.FactorOf(label) ?? 1);
    }
}
