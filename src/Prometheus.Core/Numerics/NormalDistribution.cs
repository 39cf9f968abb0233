namespace Prometheus.Core.Numerics;

/// <summary>The standard normal distribution, by + − × ÷ √ and <see cref="ScalarMath"/> only.</summary>
public static class NormalDistribution
{
    private const double InverseRootTwoPi = 0.39894228040143267794;

    /// <summary>Φ(x). Rational approximations of Cody (1969); relative error below 1e−14 down to the smallest normal number. NaN for NaN.</summary>
    public static double Cdf(double x)
    {
        var y = Math.Abs(x);
        if (!(y > 0.67448975))
            return CdfCentre(x);
        var upper = y <= 5.656854249492380195206754896838 ? TailMiddle(y) : TailFar(y);
        return x > 0 ? 1 - upper : upper;
    }

    /// <summary>
    /// Φ⁻¹(p). Algorithm AS 241 (Wichura 1988, PPND16); relative error about 1e−15. −∞ at 0, +∞ at 1, NaN outside [0, 1] or for NaN.
    /// </summary>
    public static double InverseCdf(double p)
    {
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
            return q * QuantileCentre(0.180625 - (q * q));
        var tail = q < 0 ? p : 1 - p;
        if (!(tail > 0))
            return tail == 0 ? (q < 0 ? double.NegativeInfinity : double.PositiveInfinity) : double.NaN;
        var r = Math.Sqrt(-ScalarMath.Log(tail));
        var x = r <= 5 ? QuantileMiddle(r - 1.6) : QuantileFar(r - 5);
        return q < 0 ? -x : x;
    }

    private static double CdfCentre(double x)
    {
        var z = x * x;
        var top = 0.065682337918207449113 * z;
        var bottom = z;
        top = (top + 2.2352520354606839287) * z;
        bottom = (bottom + 47.20258190468824187) * z;
        top = (top + 161.02823106855587881) * z;
        bottom = (bottom + 976.09855173777669322) * z;
        top = (top + 1067.6894854603709582) * z;
        bottom = (bottom + 10260.932208618978205) * z;
        return 0.5 + (x * (top + 18154.981253343561249) / (bottom + 45507.789335026729956));
    }

    private static double TailMiddle(double y)
    {
        var top = 1.0765576773720192317e-8 * y;
        var bottom = y;
        top = (top + 0.39894151208813466764) * y;
        bottom = (bottom + 22.266688044328115691) * y;
        top = (top + 8.8831497943883759412) * y;
        bottom = (bottom + 235.38790178262499861) * y;
        top = (top + 93.506656132177855979) * y;
        bottom = (bottom + 1519.377599407554805) * y;
        top = (top + 597.27027639480026226) * y;
        bottom = (bottom + 6485.558298266760755) * y;
        top = (top + 2494.5375852903726711) * y;
        bottom = (bottom + 18615.571640885098091) * y;
        top = (top + 6848.1904505362823326) * y;
        bottom = (bottom + 34900.952721145977266) * y;
        top = (top + 11602.651437647350124) * y;
        bottom = (bottom + 38912.003286093271411) * y;
        return GaussianOf(y) * ((top + 9842.7148383839780218) / (bottom + 19685.429676859990727));
    }

    private static double TailFar(double y)
    {
        var z = 1 / (y * y);
        var top = 0.02307344176494017303 * z;
        var bottom = z;
        top = (top + 0.21589853405795699) * z;
        bottom = (bottom + 1.28426009614491121) * z;
        top = (top + 0.1274011611602473639) * z;
        bottom = (bottom + 0.468238212480865118) * z;
        top = (top + 0.022235277870649807) * z;
        bottom = (bottom + 0.0659881378689285515) * z;
        top = (top + 0.001421619193227893466) * z;
        bottom = (bottom + 0.00378239633202758244) * z;
        var fraction = z * (top + 2.9112874951168792e-5) / (bottom + 7.29751555083966205e-5);
        return GaussianOf(y) * ((InverseRootTwoPi - fraction) / y);
    }

    /// <summary>e^(−y²/2) with y² split into an exact part and a small rest, so that the square's rounding is not magnified.</summary>
    private static double GaussianOf(double y)
    {
        if (y > 40)
            return 0;
        var coarse = Math.Truncate(y * 16) / 16;
        var rest = (y - coarse) * (y + coarse);
        return ScalarMath.Exp(-0.5 * coarse * coarse) * ScalarMath.Exp(-0.5 * rest);
    }

    private static double QuantileCentre(double r)
        => ((((((((((((((2.5090809287301226727e+3 * r) + 3.3430575583588128105e+4) * r) + 6.7265770927008700853e+4) * r)
            + 4.5921953931549871457e+4) * r) + 1.3731693765509461125e+4) * r) + 1.9715909503065514427e+3) * r)
            + 1.3314166789178437745e+2) * r) + 3.3871328727963666080)
        / ((((((((((((((5.2264952788528545610e+3 * r) + 2.8729085735721942674e+4) * r) + 3.9307895800092710610e+4) * r)
            + 2.1213794301586595867e+4) * r) + 5.3941960214247511077e+3) * r) + 6.8718700749205790830e+2) * r)
            + 4.2313330701600911252e+1) * r) + 1);

    private static double QuantileMiddle(double r)
        => ((((((((((((((7.74545014278341407640e-4 * r) + 2.27238449892691845833e-2) * r) + 2.41780725177450611770e-1) * r)
            + 1.27045825245236838258) * r) + 3.64784832476320460504) * r) + 5.76949722146069140550) * r)
            + 4.63033784615654529590) * r) + 1.42343711074968357734)
        / ((((((((((((((1.05075007164441684324e-9 * r) + 5.47593808499534494600e-4) * r) + 1.51986665636164571966e-2) * r)
            + 1.48103976427480074590e-1) * r) + 6.89767334985100004550e-1) * r) + 1.67638483018380384940) * r)
            + 2.05319162663775882187) * r) + 1);

    private static double QuantileFar(double r)
        => ((((((((((((((2.01033439929228813265e-7 * r) + 2.71155556874348757815e-5) * r) + 1.24266094738807843860e-3) * r)
            + 2.65321895265761230930e-2) * r) + 2.96560571828504891230e-1) * r) + 1.78482653991729133580) * r)
            + 5.46378491116411436990) * r) + 6.65790464350110377720)
        / ((((((((((((((2.04426310338993978564e-15 * r) + 1.42151175831644588870e-7) * r) + 1.84631831751005468180e-5) * r)
            + 7.86869131145613259100e-4) * r) + 1.48753612908506148525e-2) * r) + 1.36929880922735805310e-1) * r)
            + 5.99832206555887937690e-1) * r) + 1);
}
