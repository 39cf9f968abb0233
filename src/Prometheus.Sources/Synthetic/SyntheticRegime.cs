namespace Prometheus.Sources.Synthetic;

/// <summary>One state of the synthetic market.</summary>
/// <param name="Name">As the regime engine's labels are spelled, so that truth and estimate can be compared.</param>
/// <param name="AnnualVolatility">Of the market factor's log return.</param>
/// <param name="AnnualDrift">Expected simple return of the market factor a year.</param>
/// <param name="MeanSpell">Mean length of a stay, sessions.</param>
/// <param name="SectorScale">Multiplier of sector factor volatility.</param>
/// <param name="CompanyScale">Multiplier of company volatility.</param>
/// <param name="Next">Probability of each regime after a stay, in the order of <see cref="All"/>.</param>
public sealed record SyntheticRegime(
    string Name, double AnnualVolatility, double AnnualDrift, int MeanSpell, double SectorScale, double CompanyScale, IReadOnlyList<double> Next)
{
    /// <summary>Index of the regime every market opens in.</summary>
    public const int Opening = 1;

    public static IReadOnlyList<SyntheticRegime> All { get; } =
    [
        new("CARRY", 0.08, 0.17, 60, 0.8, 0.9, [0, 0.85, 0.15, 0]),
        new("NEUTRAL", 0.14, 0.10, 40, 1.0, 1.0, [0.60, 0, 0.36, 0.04]),
        new("RISK_OFF", 0.22, -0.10, 25, 1.2, 1.2, [0.15, 0.65, 0, 0.20]),
        new("CRISIS", 0.45, -0.60, 15, 1.8, 1.6, [0, 0.35, 0.65, 0]),
    ];
}
