using System.Runtime.InteropServices;
using Prometheus.Backtest.Strategies;

namespace Prometheus.Backtest.Robustness;

/// <summary>One way the same sleeve could have been run.</summary>
/// <param name="StartShift">Sessions the start is moved.</param>
/// <param name="Phase">Phase of the rebalance rule, see <see cref="RebalanceRule.Phase"/>.</param>
/// <param name="Delay">Sessions between what a decision knows and the close at which it is taken.</param>
/// <param name="CostMultiple">Of slippage and commission.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RobustnessVariant(int StartShift, int Phase, int Delay, double CostMultiple);
