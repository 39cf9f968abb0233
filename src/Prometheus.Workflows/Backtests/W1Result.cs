namespace Prometheus.Workflows.Backtests;

/// <summary>What W1 came to.</summary>
/// <param name="Names">Instruments in the market.</param>
/// <param name="Sessions">Sessions walked.</param>
/// <param name="FinalEquity">From 1,000,000.</param>
/// <param name="AnnualisedSharpe">mean / sample deviation · √252 of the daily returns.</param>
/// <param name="MaxDrawdown">≤ 0, a fraction.</param>
/// <param name="Fills">Trades.</param>
public sealed record W1Result(int Names, int Sessions, double FinalEquity, double AnnualisedSharpe, double MaxDrawdown, int Fills);
