namespace Prometheus.Backtest.Strategies;

/// <summary>What a run remembers of the strategy it ran, where that is not the house's; part of the run id.</summary>
/// <param name="Id">Of the definition.</param>
/// <param name="Version">Of the definition.</param>
/// <param name="Parameters">Every parameter, as canonical JSON.</param>
/// <param name="ContentDigest">Hex SHA-256 of id, version, parameters with what they declare, and the signals that are read.</param>
public sealed record StrategyIdentity(string Id, int Version, string Parameters, string ContentDigest);
