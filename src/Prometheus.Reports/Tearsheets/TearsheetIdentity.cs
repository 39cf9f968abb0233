using Prometheus.Backtest.Sleeves;

namespace Prometheus.Reports.Tearsheets;

/// <summary>Which run a page is about.</summary>
/// <param name="Sleeve">Ids and horizon.</param>
/// <param name="RunId">Follows from everything the result depends on.</param>
/// <param name="OptionsHash">Hex SHA-256 of the options.</param>
/// <param name="DataDigest">Hex SHA-256 of the loaded data.</param>
/// <param name="Semantics">Semantics version of the computation.</param>
/// <param name="Start">First date asked for.</param>
/// <param name="End">Last date asked for.</param>
/// <param name="InitialCash">In <paramref name="Currency"/>.</param>
/// <param name="Currency">Of every amount.</param>
/// <param name="Rebalance">When the sleeve decides.</param>
/// <param name="Benchmark">Benchmark id.</param>
public sealed record TearsheetIdentity(
    SleeveSpec Sleeve,
    string RunId,
    string OptionsHash,
    string DataDigest,
    int Semantics,
    DateOnly Start,
    DateOnly End,
    double InitialCash,
    string Currency,
    string Rebalance,
    string Benchmark);
