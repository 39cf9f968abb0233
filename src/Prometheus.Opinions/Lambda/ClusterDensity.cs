using System.Runtime.InteropServices;

namespace Prometheus.Opinions.Lambda;

/// <summary>λ of one cluster on one session, daily and in fractions.</summary>
/// <param name="Session">Row of the market.</param>
/// <param name="Sector">Sector code; <see cref="Core.Panels.CodePanel.None"/> is UNKNOWN.</param>
/// <param name="Class">Class code; <see cref="Core.Panels.CodePanel.None"/> is UNKNOWN.</param>
/// <param name="Names">Names with a return and a volatility.</param>
/// <param name="Dispersion">Sample standard deviation of the day's simple total returns across the names.</param>
/// <param name="AverageVolatility">Mean of the names' daily volatilities.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ClusterDensity(int Session, byte Sector, byte Class, int Names, double Dispersion, double AverageVolatility)
{
    public double Lambda => Dispersion + AverageVolatility;
}
