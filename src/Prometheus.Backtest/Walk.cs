using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Opinions.Signals;
using Prometheus.Portfolio.Ledger;
using Prometheus.Portfolio.Orders;
using Prometheus.Portfolio.Risk;

namespace Prometheus.Backtest;

/// <summary>
/// The only stateful loop of the product. At the close of a decision session a strategy sees the market and its book and decides; its orders
/// meet the next session's open. Nothing else carries over from one session to the next than <see cref="WalkState"/>.
/// </summary>
public static class Walk
{
    /// <param name="market">Holds at least the sessions walked.</param>
    /// <param name="signals">What the strategy needs, over the same sessions.</param>
    /// <param name="strategy">Asked on decision sessions only.</param>
    /// <param name="startSession">First row walked.</param>
    /// <param name="endSession">Last row walked; a decision there is logged, and its orders wait in the resulting state.</param>
    /// <param name="decisionSessions">Rows, ascending; those outside the range are passed over.</param>
    /// <param name="from">Continues this state, which is copied and must end one session before the start; null starts with cash.</param>
    /// <exception cref="ModelError">The strategy, or the signals behind it, could not answer.</exception>
    public static WalkResult Run(
        Market market,
        Signals signals,
        IStrategy strategy,
        WalkOptions options,
        int startSession,
        int endSession,
        IReadOnlyList<int> decisionSessions,
        WalkState? from = null,
        CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        if (startSession < 0 || endSession >= market.Sessions.Count || endSession < startSession)
            throw new UserError($"a walk needs rows inside 0 … {market.Sessions.Count - 1}, found {startSession} … {endSession}");
        if (from is not null && from.Session != startSession - 1)
            throw new UserError($"a walk from row {startSession} must continue a state of row {startSession - 1}, found row {from.Session}");

        var state = from?.Copy() ?? WalkState.Before(startSession, new Ledger(options.InitialCash));
        var simulator = new MarketSimulator(market, options.Simulator);
        var journal = new WalkJournal(signals.Stability, endSession - startSession + 1);
        var atClose = options.Simulator.FillAtSameClose;
        var closes = market.Prices.Close;
        var next = 0;
        for (var session = startSession; session <= endSession; session++)
        {
            cancellation.ThrowIfCancellationRequested();
            simulator.BookActions(session, state, journal);
            if (!atClose)
                simulator.Fill(session, market.Prices.Open, state, journal);
            state.Ledger.Mark(closes.Row(session));

            while (next < decisionSessions.Count && decisionSessions[next] < session)
                next++;
            if (next < decisionSessions.Count && decisionSessions[next] == session)
            {
                var (decision, orders) = DecisionStep.Take(
                    market, signals, strategy, options, session, state.Ledger, ordered: atClose || session < endSession);
                journal.Add(decision);
                if (orders is not null)
                    state.ReplaceOrders(orders);
            }

            if (atClose)
            {
                simulator.Fill(session, closes, state, journal);
                state.Ledger.Revalue(closes.Row(session));
            }

            journal.Close(session, state);
        }

        return journal.Finish(state);
    }
}

/// <summary>What a walk needs to know besides the strategy.</summary>
public sealed record WalkOptions
{
    /// <summary>In the market's currency.</summary>
    [Range(1e-6, 1e15, Unit = "currency")]
    public double InitialCash { get; init; } = 1_000_000;

    public SimulatorOptions Simulator { get; init; } = SimulatorOptions.Default;

    /// <summary>Null switches the risk service off.</summary>
    public RiskOptions? Risk { get; init; } = RiskOptions.Default;

    /// <summary>Sessions between what the strategy is shown and the close at which its decision is taken; its book is always the present one.</summary>
    [Range(0, 20, Unit = "sessions")]
    public int SignalDelaySessions { get; init; }
}

/// <summary>What a walk leaves behind. Sessions and instruments are rows and columns of its market.</summary>
/// <param name="Daily">One record a session, ascending.</param>
/// <param name="Orders">By session, then instrument.</param>
/// <param name="Fills">In the order they were booked.</param>
/// <param name="Decisions">By session.</param>
/// <param name="Positions">At the closes of sessions on which the book changed, and of the last one.</param>
/// <param name="State">At the last close; its open orders are what the next session would trade.</param>
/// <param name="DelistingsWithoutReturn">Held delistings paid at the last close because no fact states a return.</param>
public sealed record WalkResult(
    DailyRecord[] Daily,
    Order[] Orders,
    Fill[] Fills,
    DecisionRecord[] Decisions,
    PositionSnapshot[] Positions,
    WalkState State,
    int DelistingsWithoutReturn);
