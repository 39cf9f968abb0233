using Prometheus.Backtest.Strategies;
using Prometheus.Opinions.Signals;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Tests.Backtest;

/// <summary>Answers what a test wrote down for a session, Hold elsewhere.</summary>
internal sealed class ScriptedStrategy(params (int Session, Decision Decision)[] script) : IStrategy
{
    public SignalNeeds Needs => SignalNeeds.None;

    public int[] Sessions => script.Select(s => s.Session).ToArray();

    public Decision Decide(in SessionView view, Holdings holdings)
    {
        foreach (var (session, decision) in script)
        {
            if (session == view.Session)
                return decision;
        }

        return Decision.Hold;
    }
}
