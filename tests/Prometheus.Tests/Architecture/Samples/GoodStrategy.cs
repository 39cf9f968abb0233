using Prometheus.Backtest.Strategies;
using Prometheus.Opinions.Signals;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Tests.Architecture.Samples;

internal sealed class GoodStrategy(int lookback, double cashShare) : IStrategy
{
    private readonly double[] _weights = [1 - cashShare];

    public SignalNeeds Needs { get; } = new();

    public Decision Decide(in SessionView view, Holdings holdings)
        => view.Session < lookback ? Decision.Hold : Decision.Weights([0], _weights);
}
