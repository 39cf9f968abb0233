using Prometheus.Opinions.Signals;
using Prometheus.Portfolio.Ledger;

namespace Prometheus.Backtest.Strategies;

/// <summary>
/// A rule that turns what is known at a close, and the book, into a decision. It is asked on decision sessions only, holds no panels,
/// and has no memory of its own: equal views and holdings give equal decisions.
/// </summary>
public interface IStrategy
{
    /// <summary>Which signals <see cref="Decide"/> reads.</summary>
    SignalNeeds Needs { get; }

    Decision Decide(in SessionView view, Holdings holdings);
}
