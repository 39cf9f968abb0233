namespace Prometheus.Portfolio.Ledger;

/// <summary>Whole shares out of a split ratio that arithmetic can only approximate (300 × ⅓).</summary>
public static class WholeShares
{
    private const double Rounding = 1e-6;

    /// <summary>The nearest whole number where that is within rounding, else the number itself.</summary>
    public static double Snap(double shares) => Math.Round(shares) is var whole && Math.Abs(shares - whole) <= Rounding ? whole : shares;

    /// <summary>Whole shares toward zero, rounding forgiven.</summary>
    public static double TowardZero(double shares) => Math.Truncate(Snap(shares));
}
