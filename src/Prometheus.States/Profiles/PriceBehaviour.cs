namespace Prometheus.States.Profiles;

/// <summary>How the representative instrument behaved over the window; on total returns. NaN where too little was observed.</summary>
/// <param name="Column">The representative instrument: most traded by value over the window.</param>
/// <param name="Volatility">Daily sample standard deviation of log returns.</param>
/// <param name="Drawdown">How far the last close lies under the highest of the window, 0 … 1.</param>
/// <param name="Trend">Total return over the window, a fraction.</param>
/// <param name="LogDollarVolume">ln of mean close × volume; NaN where levels are not raw or volume is not stored.</param>
public sealed record PriceBehaviour(int Column, double Volatility, double Drawdown, double Trend, double LogDollarVolume);
