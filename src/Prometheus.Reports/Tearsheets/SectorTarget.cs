namespace Prometheus.Reports.Tearsheets;

/// <summary>The target weight of one name, or of all names of a sector together, at one decision.</summary>
/// <param name="Date">Decision session.</param>
/// <param name="Sector">Sector name as known on that date.</param>
/// <param name="Weight">Fraction of equity, after the risk service.</param>
public readonly record struct SectorTarget(DateOnly Date, string Sector, double Weight);
