using System.Runtime.InteropServices;

namespace Prometheus.Opinions.Lambda;

/// <summary>A candidate of a universe with the λ of the cluster it stood in.</summary>
/// <param name="AsOf">Date of the snapshot.</param>
/// <param name="Tier">CORE, SATELLITE, EXCLUDED.</param>
/// <param name="Included">Member or not.</param>
/// <param name="Lambda">λ of the date.</param>
/// <param name="Next">λ of the session after; NaN where it is not known.</param>
/// <param name="Predicted">λ̂.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AlignedCandidate(DateOnly AsOf, string Tier, bool Included, double Lambda, double Next, double Predicted);
