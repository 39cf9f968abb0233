using System.Runtime.InteropServices;

namespace Prometheus.Backtest;

/// <summary>One sleeve at the close of one session.</summary>
/// <param name="Session">Row.</param>
/// <param name="Equity">Cash plus market value.</param>
/// <param name="Cash">May be negative only where options allow.</param>
/// <param name="GrossExposure">Σ|market value| / equity.</param>
/// <param name="NetExposure">Σ market value / equity.</param>
/// <param name="Drawdown">≤ 0, from the running peak that starts at the initial cash.</param>
/// <param name="TradedValue">Σ|shares·price| of the session's fills.</param>
/// <param name="Turnover">One-way, traded value / (2·equity).</param>
/// <param name="Commission">Cash paid in commissions.</param>
/// <param name="Slippage">Cash lost to slippage.</param>
/// <param name="Dividends">Cash received.</param>
/// <param name="Names">Positions held.</param>
/// <param name="StalePositions">Positions without a close on the session.</param>
/// <param name="FragileExposure">Weight in FRAGILE, TARGETABLE and BREAKER names; NaN without stability.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DailyRecord(
    int Session,
    double Equity,
    double Cash,
    double GrossExposure,
    double NetExposure,
    double Drawdown,
    double TradedValue,
    double Turnover,
    double Commission,
    double Slippage,
    double Dividends,
    int Names,
    int StalePositions,
    double FragileExposure);
