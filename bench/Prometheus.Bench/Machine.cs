using System.Runtime.InteropServices;

namespace Prometheus.Bench;

/// <summary>What the figures were measured on, as far as ratios depend on it.</summary>
/// <param name="Cores">Logical processors.</param>
/// <param name="Runtime">.NET version.</param>
/// <param name="Architecture">Of the process.</param>
/// <param name="VectorBits">Width of the widest vector the kernels use.</param>
internal sealed record Machine(int Cores, string Runtime, string Architecture, int VectorBits)
{
    public static Machine Describe() => new(
        Environment.ProcessorCount,
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        System.Numerics.Vector<byte>.Count * 8);
}
