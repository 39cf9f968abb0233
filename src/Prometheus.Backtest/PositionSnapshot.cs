using Prometheus.Portfolio.Ledger;

namespace Prometheus.Backtest;

/// <summary>The positions at the close of a session on which the book changed (a fill, a split, a delisting), and of the last one.</summary>
public sealed record PositionSnapshot(int Session, Position[] Positions);
