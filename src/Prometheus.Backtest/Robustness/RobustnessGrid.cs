using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;

namespace Prometheus.Backtest.Robustness;

/// <summary>All variants of one sleeve: by delay, then phase, then start, then cost multiple.</summary>
/// <param name="Sleeve">Which sleeve.</param>
/// <param name="Rule">Its rebalance rule; tells what a phase is.</param>
/// <param name="Cells">One a variant.</param>
public sealed record RobustnessGrid(SleeveSpec Sleeve, RebalanceRule Rule, IReadOnlyList<RobustnessCell> Cells);
