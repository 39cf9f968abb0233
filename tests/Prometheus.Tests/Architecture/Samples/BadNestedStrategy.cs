using Prometheus.Backtest.Strategies;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Signals;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Tests.Architecture.Samples;

/// <summary>Hides a market two steps away, in a list inside a record.</summary>
internal sealed class BadNestedStrategy(BadNestedStrategy.Memory memory) : IStrategy
{
    private readonly Memory _memory = memory;

    public SignalNeeds Needs { get; } = new();

    public Decision Decide(in SessionView view, Holdings holdings)
        => _memory.Markets[0].Prices.Close[view.Session + 1, 0] > 0 ? Decision.Shares([0], [1]) : Decision.Hold;

    internal sealed record Memory(IReadOnlyList<Market> Markets);
}
