using Prometheus.Backtest.Strategies;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Signals;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Tests.Architecture.Samples;

/// <summary>Keeps all closes, and so tomorrow's.</summary>
internal sealed class BadPanelStrategy(Panel closes) : IStrategy
{
    private readonly Panel _closes = closes;

    public SignalNeeds Needs { get; } = new();

    public Decision Decide(in SessionView view, Holdings holdings)
        => _closes[view.Session + 1, 0] > 0 ? Decision.Shares([0], [1]) : Decision.Hold;
}
