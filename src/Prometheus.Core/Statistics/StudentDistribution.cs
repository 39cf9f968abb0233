using Prometheus.Core.Numerics;

namespace Prometheus.Core.Statistics;

/// <summary>
/// Student's t distribution with a whole number of degrees of freedom, by + − × ÷ √ and <see cref="ScalarMath"/> only: the incomplete beta
/// function as a continued fraction, evaluated by Lentz's method.
/// </summary>
public static class StudentDistribution
{
    private const int MostTerms = 500;
    private const double Precision = 1e-15;
    private const double Tiny = 1e-300;

    /// <summary>P(|T| ≥ |t|): the p-value of a two-sided test. NaN for NaN or below one degree of freedom; relative error about 1e−12.</summary>
    public static double TwoSided(double t, int degreesOfFreedom)
    {
        if (double.IsNaN(t) || degreesOfFreedom < 1)
            return double.NaN;
        var (n, square) = ((double)degreesOfFreedom, t * t);
        if (double.IsInfinity(square))
            return 0;
        var x = n / (n + square);

        // I_x(n/2, 1/2); the fraction converges on the side of the mean, elsewhere the complement is taken.
        var front = RatioOfGammas(degreesOfFreedom) / Math.Sqrt(Math.PI) * ScalarMath.Exp(n / 2 * ScalarMath.Log(x)) * Math.Sqrt(square / (n + square));
        return x < ((n / 2) + 1) / ((n / 2) + 2.5)
            ? front * Fraction(n / 2, 0.5, x) / (n / 2)
            : 1 - (front * Fraction(0.5, n / 2, square / (n + square)) / 0.5);
    }

    /// <summary>Γ((n + 1)/2) / Γ(n/2).</summary>
    private static double RatioOfGammas(int n)
    {
        var ratio = (n & 1) == 1 ? 1 / Math.Sqrt(Math.PI) : Math.Sqrt(Math.PI) / 2;
        for (var k = (n & 1) == 1 ? 1 : 2; k < n; k += 2)
            ratio *= (k + 1.0) / k;
        return ratio;
    }

    /// <summary>The continued fraction of I_x(a, b) without its front factor.</summary>
    private static double Fraction(double a, double b, double x)
    {
        var (c, d) = (1.0, Inverse(1 - ((a + b) * x / (a + 1))));
        var value = d;
        for (var m = 1; m <= MostTerms; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = Inverse(1 + (even * d));
            c = Kept(1 + (even / c));
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = Inverse(1 + (odd * d));
            c = Kept(1 + (odd / c));
            value *= d * c;
            if (Math.Abs((d * c) - 1) < Precision)
                break;
        }

        return value;
    }

    private static double Inverse(double x) => 1 / Kept(x);

    private static double Kept(double x) => Math.Abs(x) < Tiny ? Tiny : x;
}
