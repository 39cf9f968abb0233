namespace Prometheus.Sources.Synthetic;

/// <summary>The state of one session.</summary>
/// <param name="MarketReturn">Log return of the market factor.</param>
public sealed record SessionTruth(DateOnly Date, string Regime, double MarketReturn);
