using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Prometheus.Stores.Tiles;

/// <summary>
/// Tells a damaged or misplaced tile from a sound one at the speed of memory: a tile is checked at every load, where a cryptographic hash of
/// the values would cost as much as reading them. It guards against accidents, not against malice.
/// </summary>
internal static class TileChecksum
{
    private const int Lanes = 8;
    private const ulong Multiplier = 0x9E3779B97F4A7C15; // 2^64 ÷ golden ratio, odd: every step is reversible, so no single change is lost

    /// <summary>Lower-case hex over a label and values; the values are spread over eight independent lanes.</summary>
    public static string Of(string label, ReadOnlySpan<double> values)
    {
        var words = MemoryMarshal.Cast<double, ulong>(values);
        var (a, b, c, d, e, f, g, h) = (1UL, 2UL, 3UL, 4UL, 5UL, 6UL, 7UL, 8UL);
        var i = 0;
        for (; i <= words.Length - Lanes; i += Lanes)
        {
            var block = words.Slice(i, Lanes);
            a = Step(a, block[0]);
            b = Step(b, block[1]);
            c = Step(c, block[2]);
            d = Step(d, block[3]);
            e = Step(e, block[4]);
            f = Step(f, block[5]);
            g = Step(g, block[6]);
            h = Step(h, block[7]);
        }

        for (; i < words.Length; i++)
            a = Step(a, words[i]);
        ReadOnlySpan<ulong> lanes = [a, b, c, d, e, f, g, h, (ulong)words.Length];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(label));
        hash.AppendData(MemoryMarshal.AsBytes(lanes));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static ulong Step(ulong lane, ulong word) => BitOperations.RotateLeft(lane ^ word, 29) * Multiplier;
}
