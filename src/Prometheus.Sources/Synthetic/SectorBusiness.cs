namespace Prometheus.Sources.Synthetic;

/// <summary>What is usual for the books of a sector's companies; in the order of <see cref="SyntheticSector.All"/>.</summary>
/// <param name="Growth">Of revenue, a year.</param>
/// <param name="GrossMargin">Of revenue.</param>
/// <param name="OperatingMargin">Of revenue.</param>
/// <param name="Leverage">Liabilities / equity.</param>
/// <param name="SalesToAssets">Revenue of a year / assets.</param>
internal sealed record SectorBusiness(double Growth, double GrossMargin, double OperatingMargin, double Leverage, double SalesToAssets)
{
    public static IReadOnlyList<SectorBusiness> All { get; } =
    [
        new(0.04, 0.52, 0.18, 1.4, 0.45),
        new(0.06, 0.36, 0.09, 1.5, 1.20),
        new(0.03, 0.38, 0.12, 1.6, 1.00),
        new(0.03, 0.34, 0.10, 1.1, 0.60),
        new(0.04, 0.60, 0.25, 6.0, 0.10),
        new(0.07, 0.56, 0.16, 1.1, 0.55),
        new(0.05, 0.32, 0.12, 1.5, 0.80),
        new(0.09, 0.58, 0.20, 0.9, 0.60),
        new(0.03, 0.28, 0.11, 1.2, 0.75),
        new(0.04, 0.62, 0.28, 1.3, 0.12),
        new(0.02, 0.42, 0.20, 2.3, 0.30),
    ];
}
