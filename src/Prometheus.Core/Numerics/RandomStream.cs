using System.Security.Cryptography;
using System.Text;

namespace Prometheus.Core.Numerics;

/// <summary>
/// Random numbers of one named purpose. The generator is Philox 4×32-10 (Salmon, Moraes, Dror, Shaw 2011): number <c>n</c> is a function
/// of the stream's ids and of <c>n</c> alone, so neither the order of threads nor which other names exist changes it.
/// An instance is a cursor and belongs to one thread; the <c>At</c> forms may be called from anywhere.
/// </summary>
public sealed class RandomStream
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    private readonly ulong _key;
    private readonly ulong _stream;

    /// <param name="ids">What the stream is for, e.g. run, engine, instrument id; ("a","bc") and ("ab","c") are different streams.</param>
    public RandomStream(params ReadOnlySpan<string> ids)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', ids)));
        _key = BitConverter.ToUInt64(hash, 0);
        _stream = BitConverter.ToUInt64(hash, 8);
    }

    /// <summary>Index of the next number.</summary>
    public ulong Position { get; set; }

    /// <summary>64 uniform bits.</summary>
    public ulong NextBits() => BitsAt(Position++);

    /// <summary>Uniform on the open interval (0, 1), in steps of 2^−52.</summary>
    public double NextUniform() => UniformAt(Position++);

    /// <summary>Standard normal, by the inverse distribution function: one number a draw.</summary>
    public double NextNormal() => NormalAt(Position++);

    /// <summary>Uniform integer in [0, <paramref name="exclusiveMaximum"/>).</summary>
    public int NextInt(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMaximum);
        return (int)Math.BigMul(NextBits(), (ulong)exclusiveMaximum, out _);
    }

    public double UniformAt(ulong position) => ((BitsAt(position) >> 12) + 0.5) * (1.0 / 4503599627370496.0);

    public double NormalAt(ulong position) => NormalDistribution.InverseCdf(UniformAt(position));

    /// <summary>The 64 bits at <paramref name="position"/>; two neighbours share a block of the cipher.</summary>
    public ulong BitsAt(ulong position)
    {
        var (first, second) = Philox(position >> 1, _stream, _key);
        return (position & 1) == 0 ? first : second;
    }

    /// <summary>One block: a 128-bit counter (low, high) under a 64-bit key gives 128 bits.</summary>
    public static (ulong First, ulong Second) Philox(ulong counterLow, ulong counterHigh, ulong key)
    {
        var (c0, c1, c2, c3) = ((uint)counterLow, (uint)(counterLow >> 32), (uint)counterHigh, (uint)(counterHigh >> 32));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ k0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ k1, (uint)product0);
            k0 = unchecked(k0 + Weyl0);
            k1 = unchecked(k1 + Weyl1);
        }

        return (c0 | ((ulong)c1 << 32), c2 | ((ulong)c3 << 32));
    }
}
