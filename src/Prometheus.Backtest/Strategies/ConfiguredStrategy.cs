namespace Prometheus.Backtest.Strategies;

/// <summary>A strategy with its parameters, as a sleeve runs it in place of the house's; <see cref="StrategyDefinition"/> makes it.</summary>
/// <param name="Identity">What is stored of it.</param>
/// <param name="Strategy">What decides.</param>
public sealed record ConfiguredStrategy(StrategyIdentity Identity, IStrategy Strategy);
