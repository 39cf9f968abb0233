namespace Prometheus.Backtest.Metrics;

/// <summary>One fall below a peak. Positions index the curve.</summary>
/// <param name="Peak">Where the peak stood.</param>
/// <param name="Trough">The deepest point.</param>
/// <param name="Recovery">The first point at or above the peak again; null where the run ended below it.</param>
/// <param name="Depth">E_trough / E_peak − 1, &lt; 0.</param>
public readonly record struct Drawdown(int Peak, int Trough, int? Recovery, double Depth);
