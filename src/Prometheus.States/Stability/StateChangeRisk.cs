using System.Runtime.InteropServices;

namespace Prometheus.States.Stability;

/// <summary>Probabilities at the horizon for a name that is in a given class now.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StateChangeRisk(double WorsenAny, double ImproveAny, double ToTargetableOrBreaker, double ToBreaker)
{
    /// <param name="row">Distribution over the classes at the horizon.</param>
    /// <param name="present">The class now.</param>
    public static StateChangeRisk Of(ReadOnlySpan<double> row, int present)
    {
        var (worsen, improve) = (0.0, 0.0);
        for (var c = 0; c < row.Length; c++)
        {
            if (c > present)
                worsen += row[c];
            else if (c < present)
                improve += row[c];
        }

        var breaker = row[(int)SoftTargetClass.Breaker];
        return new StateChangeRisk(worsen, improve, row[(int)SoftTargetClass.Targetable] + breaker, breaker);
    }
}
