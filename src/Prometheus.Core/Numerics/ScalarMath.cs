using System.Runtime.CompilerServices;

namespace Prometheus.Core.Numerics;

/// <summary>
/// The one logarithm and the one exponential of the product. They use only + − × ÷ and bit moves, in a fixed order, so their results do not
/// depend on the processor, the C library or the vector width.
/// </summary>
public static class ScalarMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>Natural logarithm. NaN for NaN or negative input, −∞ for 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x)
    {
        // Split x = m·2^k with m in [√½, √2), then ln m = 2·atanh(s), s = (m − 1)/(m + 1), by its odd series (|s| ≤ 0.1716).
        if (!(x >= 2.2250738585072014e-308) || double.IsPositiveInfinity(x))
            return LogOfUnusual(x);
        var bits = BitConverter.DoubleToInt64Bits(x);
        var k = (int)((bits - 0x3FE6A09E667F3BCDL) >> 52);
        var m = BitConverter.Int64BitsToDouble(bits - ((long)k << 52));
        var f = m - 1;
        var s = f / (m + 1);
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

    /// <summary>e^x. NaN for NaN, 0 below −745, +∞ above 709.79.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp(double x)
    {
        if (!(x > -708 && x < 709))
            return ExpOfUnusual(x);
        // x = k·ln 2 + r with |r| ≤ ½ ln 2; e^r by its Taylor series to r^13 (error < 1 ulp), scaled by 2^k.
        var k = Math.Round(x * 1.4426950408889634, MidpointRounding.ToEven);
        var r = (x - (k * Ln2High)) - (k * Ln2Low);
        var p = 1 + (r * (1.0 / 13));
        p = 1 + (r * (1.0 / 12) * p);
        p = 1 + (r * (1.0 / 11) * p);
        p = 1 + (r * (1.0 / 10) * p);
        p = 1 + (r * (1.0 / 9) * p);
        p = 1 + (r * (1.0 / 8) * p);
        p = 1 + (r * (1.0 / 7) * p);
        p = 1 + (r * (1.0 / 6) * p);
        p = 1 + (r * (1.0 / 5) * p);
        p = 1 + (r * (1.0 / 4) * p);
        p = 1 + (r * (1.0 / 3) * p);
        p = 1 + (r * 0.5 * p);
        p = 1 + (r * p);
        return p * BitConverter.Int64BitsToDouble(((long)k + 1023) << 52);
    }

    /// <summary>ln(1 + r) of every element; NaN stays NaN. Input and output may be the same span.</summary>
    public static void LogOnePlus(ReadOnlySpan<double> simple, Span<double> log)
    {
        for (var i = 0; i < simple.Length; i++)
            log[i] = Log(1 + simple[i]);
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
            return x;
        if (x > 0)
            return x >= 709.782712893384 ? double.PositiveInfinity : Exp(x - 1) * Math.E;
        return x < -745.2 ? 0 : Exp(x + 64) * Exp(-64);
    }
}
