using System.Numerics;
using System.Runtime.CompilerServices;

namespace Prometheus.Core.Numerics;

/// <summary>
/// The one logarithm and the one exponential of the product. They use only + − × ÷ and bit moves, in a fixed order, so their results do not
/// depend on the processor, the C library or the vector width; the forms over spans execute the very same operations a lane.
/// Errors stay below 1 unit in the last place.
/// </summary>
public static class ScalarMath
{
    private const double SmallestNormal = 2.2250738585072014e-308;

    // ln 2 in two parts; the high part ends in zeros, so that k times it is exact for every exponent k.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.4426950408889634;

    // Adding 1.5·2^52 rounds to the nearest integer (ties to even) and leaves that integer in the low bits.
    private const double RoundingShift = 6755399441055744.0;

    // A positive double below 2^52 written into the mantissa of 2^52 turns an integer into a double without a conversion.
    private const long TwoTo52Bits = 0x4330000000000000L;
    private const double TwoTo52PlusBias = 4503599627370496.0 + 1023;

    /// <summary>The bits of √½: subtracting them makes the exponent field count from mantissas in [√½, √2).</summary>
    private const long RootHalfBits = 0x3FE6A09E667F3BCDL;
    private const long ExponentBias = 1023L << 52;

    private const double ExpLowest = -708;
    private const double ExpHighest = 709;

    /// <summary>Natural logarithm. NaN for NaN or negative input, −∞ for 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x)
    {
        // Split x = m·2^k with m in [√½, √2), then ln m = 2·atanh(s), s = (m − 1)/(m + 1), by its odd series (|s| ≤ 0.1716).
        if (!(x >= SmallestNormal && x < double.PositiveInfinity))
            return LogOfUnusual(x);
        var bits = BitConverter.DoubleToInt64Bits(x);
        var biased = (bits - RootHalfBits + ExponentBias) >>> 52;
        var k = BitConverter.Int64BitsToDouble(biased | TwoTo52Bits) - TwoTo52PlusBias;
        var f = BitConverter.Int64BitsToDouble(bits - (biased << 52) + ExponentBias) - 1;
        var s = f / (f + 2);
        var z = s * s;
        var tail = 2.0 / 19;
        tail = (tail * z) + (2.0 / 17);
        tail = (tail * z) + (2.0 / 15);
        tail = (tail * z) + (2.0 / 13);
        tail = (tail * z) + (2.0 / 11);
        tail = (tail * z) + (2.0 / 9);
        tail = (tail * z) + (2.0 / 7);
        tail = (tail * z) + (2.0 / 5);
        tail = (tail * z) + (2.0 / 3);
        tail *= z;
        // 2s = f − s·f keeps the leading term exact.
        return (k * Ln2High) + (f - ((s * (f - tail)) - (k * Ln2Low)));
    }

    /// <summary>e^x. NaN for NaN, 0 below −745.2, +∞ above 709.79.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp(double x)
    {
        if (!(x > ExpLowest && x < ExpHighest))
            return ExpOfUnusual(x);
        var shifted = (x * InverseLn2) + RoundingShift;
        var w = ExpOfRemainder(x, shifted - RoundingShift);
        var scale = BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(shifted) + 1023) << 52);
        return scale * (1 + w);
    }

    /// <summary>e^x − 1, accurate near 0 too. NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ExpMinusOne(double x)
    {
        if (!(x > ExpLowest && x < ExpHighest))
            return ExpOfUnusual(x) - 1;
        var shifted = (x * InverseLn2) + RoundingShift;
        var w = ExpOfRemainder(x, shifted - RoundingShift);
        var scale = BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(shifted) + 1023) << 52);
        return (scale * w) + (scale - 1);
    }

    /// <summary>Natural logarithm of every lane, bit for bit that of <see cref="Log(double)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Log(Vector<double> x)
    {
        var usual = Vector.GreaterThanOrEqual(x, new Vector<double>(SmallestNormal)) & Vector.LessThan(x, new Vector<double>(double.PositiveInfinity));
        return Vector.EqualsAll(usual | ~Vector.Equals(x, x), Vector<long>.AllBitsSet)
            ? Vector.ConditionalSelect(usual, LogOfUsual(x), new Vector<double>(double.NaN))
            : LogOfEach(x);
    }

    /// <summary>ln(1 + r) of every element; NaN stays NaN. Input and output may be the same span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LogOnePlus(ReadOnlySpan<double> simple, Span<double> log)
    {
        var lanes = Vector<double>.Count;
        var i = 0;
        for (; i <= simple.Length - lanes; i += lanes)
        {
            var x = Vector<double>.One + new Vector<double>(simple[i..]);
            var usual = Vector.GreaterThanOrEqual(x, new Vector<double>(SmallestNormal))
                & Vector.LessThan(x, new Vector<double>(double.PositiveInfinity));
            var logs = Vector.ConditionalSelect(usual, LogOfUsual(x), new Vector<double>(double.NaN));
            // Zero, negative, subnormal and infinite lanes are rare and go one by one; unobserved lanes are common and are done.
            if (Vector.EqualsAll(usual | ~Vector.Equals(x, x), Vector<long>.AllBitsSet))
            {
                logs.CopyTo(log[i..]);
                continue;
            }

            for (var lane = 0; lane < lanes; lane++)
                log[i + lane] = Log(x[lane]);
        }

        for (; i < simple.Length; i++)
            log[i] = Log(1 + simple[i]);
    }

    /// <summary>e^x − 1 of every element; NaN stays NaN. Input and output may be the same span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ExpMinusOne(ReadOnlySpan<double> log, Span<double> simple)
    {
        var lanes = Vector<double>.Count;
        var i = 0;
        for (; i <= log.Length - lanes; i += lanes)
        {
            var x = new Vector<double>(log[i..]);
            var usual = Vector.GreaterThan(x, new Vector<double>(ExpLowest)) & Vector.LessThan(x, new Vector<double>(ExpHighest));
            var powers = Vector.ConditionalSelect(usual, ExpMinusOneOfUsual(x), new Vector<double>(double.NaN));
            if (Vector.EqualsAll(usual | ~Vector.Equals(x, x), Vector<long>.AllBitsSet))
            {
                powers.CopyTo(simple[i..]);
                continue;
            }

            for (var lane = 0; lane < lanes; lane++)
                simple[i + lane] = ExpMinusOne(x[lane]);
        }

        for (; i < log.Length; i++)
            simple[i] = ExpMinusOne(log[i]);
    }

    /// <summary>The lanes of <see cref="Log(double)"/> for positive normal input, operation by operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> LogOfUsual(Vector<double> x)
    {
        var bits = Vector.AsVectorInt64(x);
        var biased = Vector.ShiftRightLogical(bits - new Vector<long>(RootHalfBits) + new Vector<long>(ExponentBias), 52);
        var k = Vector.AsVectorDouble(biased | new Vector<long>(TwoTo52Bits)) - new Vector<double>(TwoTo52PlusBias);
        var f = Vector.AsVectorDouble(bits - Vector.ShiftLeft(biased, 52) + new Vector<long>(ExponentBias)) - Vector<double>.One;
        var s = f / (f + new Vector<double>(2));
        var z = s * s;
        var tail = new Vector<double>(2.0 / 19);
        tail = (tail * z) + new Vector<double>(2.0 / 17);
        tail = (tail * z) + new Vector<double>(2.0 / 15);
        tail = (tail * z) + new Vector<double>(2.0 / 13);
        tail = (tail * z) + new Vector<double>(2.0 / 11);
        tail = (tail * z) + new Vector<double>(2.0 / 9);
        tail = (tail * z) + new Vector<double>(2.0 / 7);
        tail = (tail * z) + new Vector<double>(2.0 / 5);
        tail = (tail * z) + new Vector<double>(2.0 / 3);
        tail *= z;
        return (k * new Vector<double>(Ln2High)) + (f - ((s * (f - tail)) - (k * new Vector<double>(Ln2Low))));
    }

    /// <summary>The lanes of <see cref="ExpMinusOne(double)"/> for usual input, operation by operation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> ExpMinusOneOfUsual(Vector<double> x)
    {
        var shifted = (x * new Vector<double>(InverseLn2)) + new Vector<double>(RoundingShift);
        var k = shifted - new Vector<double>(RoundingShift);
        var high = x - (k * new Vector<double>(Ln2High));
        var low = k * new Vector<double>(Ln2Low);
        var r = high - low;
        var q = new Vector<double>(1.0 / 6227020800);
        q = (q * r) + new Vector<double>(1.0 / 479001600);
        q = (q * r) + new Vector<double>(1.0 / 39916800);
        q = (q * r) + new Vector<double>(1.0 / 3628800);
        q = (q * r) + new Vector<double>(1.0 / 362880);
        q = (q * r) + new Vector<double>(1.0 / 40320);
        q = (q * r) + new Vector<double>(1.0 / 5040);
        q = (q * r) + new Vector<double>(1.0 / 720);
        q = (q * r) + new Vector<double>(1.0 / 120);
        q = (q * r) + new Vector<double>(1.0 / 24);
        q = (q * r) + new Vector<double>(1.0 / 6);
        q = (q * r) + new Vector<double>(0.5);
        var w = high + ((r * r * q) - low);
        var scale = Vector.AsVectorDouble(Vector.ShiftLeft(Vector.AsVectorInt64(shifted) + new Vector<long>(1023), 52));
        return (scale * w) + (scale - Vector<double>.One);
    }

    /// <summary>e^r − 1 for the remainder r = x − k·ln 2, |r| ≤ ½ ln 2, by its Taylor series to r^13.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ExpOfRemainder(double x, double k)
    {
        var high = x - (k * Ln2High);
        var low = k * Ln2Low;
        var r = high - low;
        var q = 1.0 / 6227020800;
        q = (q * r) + (1.0 / 479001600);
        q = (q * r) + (1.0 / 39916800);
        q = (q * r) + (1.0 / 3628800);
        q = (q * r) + (1.0 / 362880);
        q = (q * r) + (1.0 / 40320);
        q = (q * r) + (1.0 / 5040);
        q = (q * r) + (1.0 / 720);
        q = (q * r) + (1.0 / 120);
        q = (q * r) + (1.0 / 24);
        q = (q * r) + (1.0 / 6);
        q = (q * r) + 0.5;
        // r itself is rounded; its two parts are not, so the leading term is taken from them.
        return high + ((r * r * q) - low);
    }

    private static Vector<double> LogOfEach(Vector<double> x)
    {
        Span<double> logs = stackalloc double[Vector<double>.Count];
        for (var lane = 0; lane < logs.Length; lane++)
            logs[lane] = Log(x[lane]);
        return new Vector<double>(logs);
    }

    private static double LogOfUnusual(double x)
    {
        if (x == 0)
            return double.NegativeInfinity;
        if (double.IsNaN(x) || x < 0)
            return double.NaN;
        return double.IsPositiveInfinity(x) ? x : Log(x * 18014398509481984.0) - (54 * Ln2High) - (54 * Ln2Low);
    }

    private static double ExpOfUnusual(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (x > 709.782712893384)
            return double.PositiveInfinity;
        if (x < -745.2)
            return 0;
        // 2^k is out of range, so it is applied in two steps; only the last one rounds.
        var shifted = (x * InverseLn2) + RoundingShift;
        var k = shifted - RoundingShift;
        var half = (int)k / 2;
        return (1 + ExpOfRemainder(x, k)) * PowerOfTwo(half) * PowerOfTwo((int)k - half);
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((exponent + 1023L) << 52);
}
