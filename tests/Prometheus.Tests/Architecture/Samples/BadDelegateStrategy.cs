using Prometheus.Backtest.Strategies;
using Prometheus.Opinions.Signals;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Tests.Architecture.Samples;

/// <summary>Asks a closure, which may know more than the view, and remembers how often.</summary>
internal sealed class BadDelegateStrategy(Func<int, double> peek) : IStrategy
{
    private readonly Func<int, double> _peek = peek;
    private int _asked;

    public SignalNeeds Needs { get; } = new();

    public Decision Decide(in SessionView view, Holdings holdings)
        => _peek(view.Session + ++_asked) > 0 ? Decision.Shares([0], [1]) : Decision.Hold;
}
