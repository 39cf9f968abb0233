using System.Runtime.InteropServices;
using Prometheus.Core.Errors;

namespace Prometheus.Databases.Bulk;

/// <summary>Vectors ⇄ bytes: little-endian float32, no header. The machine is little-endian (architecture: x64), so this is a copy.</summary>
public static class VectorBytes
{
    /// <summary>The bytes of a vector, without a copy.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<float> vector) => MemoryMarshal.AsBytes(vector);

    /// <summary>The bytes of a vector that was computed in double precision; −0 is stored as 0.</summary>
    public static byte[] Of(ReadOnlySpan<double> vector)
    {
        var bytes = new byte[sizeof(float) * vector.Length];
        var values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan());
        for (var i = 0; i < vector.Length; i++)
            values[i] = (float)(vector[i] + 0.0);
        return bytes;
    }

    /// <exception cref="DataError">Bytes that are no whole number of float32.</exception>
    public static float[] Read(ReadOnlySpan<byte> bytes)
        => bytes.Length % sizeof(float) == 0
            ? MemoryMarshal.Cast<byte, float>(bytes).ToArray()
            : throw new DataError($"a stored vector has {bytes.Length} bytes, expected a multiple of {sizeof(float)}");
}
