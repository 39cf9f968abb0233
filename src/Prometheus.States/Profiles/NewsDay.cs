using System.Runtime.InteropServices;

namespace Prometheus.States.Profiles;

/// <summary>How much was written about an issuer.</summary>
/// <param name="Date">Session from whose close on the articles may be used.</param>
/// <param name="Articles">Distinct articles.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NewsDay(DateOnly Date, int Articles);
