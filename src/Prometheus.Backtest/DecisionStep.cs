using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Signals;
using Prometheus.Opinions.Universes;
using Prometheus.Portfolio.Ledger;
using Prometheus.Portfolio.Orders;
using Prometheus.Portfolio.Risk;

namespace Prometheus.Backtest;

/// <summary>
/// One decision at a close, the same for a backtest and a live day: ask the strategy, constrain what it wants, turn it into whole shares,
/// plan the orders.
/// </summary>
public static class DecisionStep
{
    /// <param name="market">Seen by the strategy only up to <paramref name="session"/>, less the delay of the options.</param>
    /// <param name="signals">Seen by the strategy as far as the market.</param>
    /// <param name="session">Row of the close.</param>
    /// <param name="book">The book at that close; read only.</param>
    /// <param name="ordered">False where the decision is only logged (the run's last session).</param>
    /// <returns>The decision as recorded, and the orders for the next session; null for Hold: resting orders rest.</returns>
    /// <exception cref="ModelError">The strategy answered with something that is no book.</exception>
    public static (DecisionRecord Record, Order[]? Orders) Take(
        Market market, Signals signals, IStrategy strategy, WalkOptions options, int session, Ledger book, bool ordered)
    {
        var holdings = book.AsHoldings();
        var known = DecisionSchedule.Known(session, options.SignalDelaySessions);
        var decision = strategy.Decide(new SessionView(market, signals, known), holdings);
        var universe = signals.Universe?.On(known);
        if (decision is Decision.HoldDecision)
            return (new DecisionRecord(session, decision, universe, [], [], [], Ordered: false), null);

        var closes = market.Prices.Close.Row(session);
        var (instruments, weights, shares) = Wanted(decision, holdings, closes, market, session);
        RiskAction[] actions = [];
        if (options.Risk is { } limits && instruments.Length > 0)
        {
            var classes = signals.Stability is { } stability ? stability.Class.Row(session) : default;
            var fragility = signals.Fragility is { } fragile ? fragile.Class.Row(session) : default;
            var outcome = RiskEngine.Constrain(instruments, weights, new RiskContext(market.AsOf(session), holdings, classes, fragility), limits);
            shares = Resize(instruments, weights, outcome.Weights, shares, holdings.Equity, closes);
            (weights, actions) = (outcome.Weights, outcome.Actions);
        }

        var fillSession = options.Simulator.FillAtSameClose ? session : session + 1;
        var askedCloses = options.Simulator.OrderWithoutClose ? default : closes;
        var orders = OrderPlanner.Plan(instruments, shares, holdings.Positions, askedCloses, session, fillSession);
        return (new DecisionRecord(session, decision, universe, instruments, weights, actions, ordered), orders);
    }

    /// <summary>Weights and shares of the decision, whichever of the two the strategy spoke in.</summary>
    private static (int[] Instruments, double[] Weights, double[] Shares) Wanted(
        Decision decision, Holdings holdings, ReadOnlySpan<double> closes, Market market, int session)
    {
        var (instruments, values, reason) = decision switch
        {
            Decision.TargetWeights t => (t.Instruments, t.Values, t.Reason),
            Decision.TargetShares t => (t.Instruments, t.Quantities, t.Reason),
            _ => throw new ModelError($"a strategy answered with an unknown decision {decision.GetType().Name}"),
        };
        Check(instruments, values, reason, market, session);
        if (decision is Decision.TargetWeights)
            return (instruments, values, TargetShares.FromWeights(instruments, values, holdings.Equity, closes));

        var weights = new double[values.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = double.IsNaN(closes[instruments[i]]) ? 0 : values[i] * closes[instruments[i]] / holdings.Equity;
        return (instruments, weights, values);
    }

    private static void Check(int[] instruments, double[] values, string? reason, Market market, int session)
    {
        var date = market.Sessions[session];
        if (instruments.Length != values.Length)
            throw new ModelError(FormattableString.Invariant($"the decision of {date:yyyy-MM-dd} names {instruments.Length} instruments and {values.Length} targets"));
        if (instruments.Length == 0 && string.IsNullOrWhiteSpace(reason))
            throw new ModelError(FormattableString.Invariant($"the decision of {date:yyyy-MM-dd} liquidates the book without a reason"));
        for (var i = 0; i < instruments.Length; i++)
        {
            if ((uint)instruments[i] >= (uint)market.Instruments.Count || (i > 0 && instruments[i] <= instruments[i - 1]))
                throw new ModelError(FormattableString.Invariant($"the decision of {date:yyyy-MM-dd} must name ascending columns below {market.Instruments.Count}, found {instruments[i]} at position {i}"));
            if (!double.IsFinite(values[i]))
                throw new ModelError(FormattableString.Invariant($"the decision of {date:yyyy-MM-dd} wants {values[i]} of {market.Instruments[instruments[i]]}"));
        }
    }

    /// <summary>New share counts where the risk service changed a weight, the old ones elsewhere.</summary>
    private static double[] Resize(
        int[] instruments, double[] wanted, double[] allowed, double[] shares, double equity, ReadOnlySpan<double> closes)
    {
        var resized = TargetShares.FromWeights(instruments, allowed, equity, closes);
        for (var i = 0; i < resized.Length; i++)
        {
            if (allowed[i] == wanted[i])
                resized[i] = shares[i];
        }

        return resized;
    }
}

/// <summary>One decision and what became of it before orders.</summary>
/// <param name="Session">Row of the decision session.</param>
/// <param name="Decision">As the strategy returned it.</param>
/// <param name="Universe">The universe it chose from, or null.</param>
/// <param name="FinalInstruments">Columns of the final targets, ascending; empty for Hold.</param>
/// <param name="FinalWeights">Weights after the risk service.</param>
/// <param name="RiskActions">Empty where the risk service is off.</param>
/// <param name="Ordered">False for Hold and for the run's last session, which is logged but not ordered.</param>
public sealed record DecisionRecord(
    int Session,
    Decision Decision,
    UniverseSnapshot? Universe,
    int[] FinalInstruments,
    double[] FinalWeights,
    RiskAction[] RiskActions,
    bool Ordered);
