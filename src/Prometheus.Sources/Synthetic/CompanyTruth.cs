namespace Prometheus.Sources.Synthetic;

/// <summary>What drives one company.</summary>
/// <param name="Beta">Loading on the market factor's log return.</param>
/// <param name="SectorLoading">Loading on its sector's factor.</param>
/// <param name="AnnualVolatility">Long-run company-specific volatility.</param>
/// <param name="Sectors">Its sectors, the first from the start.</param>
/// <param name="Listed">Null where it was listed before the market opens.</param>
/// <param name="Exit">Null where it still trades at the end.</param>
public sealed record CompanyTruth(
    string InstrumentId,
    double Beta,
    double SectorLoading,
    double AnnualVolatility,
    IReadOnlyList<SectorTruth> Sectors,
    DateOnly? Listed,
    ExitTruth? Exit);
