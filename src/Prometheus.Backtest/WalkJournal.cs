using System.Diagnostics;
using Prometheus.Core.Panels;
using Prometheus.Portfolio.Ledger;
using Prometheus.Portfolio.Orders;
using Prometheus.States.Stability;

namespace Prometheus.Backtest;

/// <summary>Collects what a walk leaves behind. It only writes down: nothing of it flows back into the walk.</summary>
public sealed class WalkJournal
{
    private readonly StabilityState? _stability;
    private readonly List<Order> _orders = [];
    private readonly List<Fill> _fills = [];
    private readonly List<DecisionRecord> _decisions = [];
    private readonly List<PositionSnapshot> _positions = [];
    private readonly DailyRecord[] _daily;
    private int _sessions;
    private int _fillsBefore;
    private bool _bookChanged;
    private double _dividends;

    /// <param name="stability">For the exposure to fragile names; null leaves it unknown.</param>
    /// <param name="sessions">Sessions to be walked.</param>
    public WalkJournal(StabilityState? stability, int sessions)
    {
        _stability = stability;
        _daily = new DailyRecord[sessions];
    }

    public int DelistingsWithoutReturn { get; set; }

    public void Add(in Order order) => _orders.Add(order);

    public void Add(in Fill fill)
    {
        _fills.Add(fill);
        _bookChanged = true;
    }

    public void Add(DecisionRecord decision) => _decisions.Add(decision);

    /// <summary>Cash received as dividends, negative where a short paid them.</summary>
    public void AddDividends(double cash) => _dividends += cash;

    /// <summary>Shares changed without a fill.</summary>
    public void BookChanged() => _bookChanged = true;

    /// <summary>Writes the session's record and moves the state to its close.</summary>
    public void Close(int session, WalkState state)
    {
        var ledger = state.Ledger;
        Debug.Assert(Math.Abs(ledger.IdentityGap) <= 1e-6 * Math.Max(1, Math.Abs(ledger.Equity)), "cash and positions do not add up to the profit booked");
        var (net, gross, fragile, stale) = Exposure(session, state);
        var (traded, slippage, commission) = (0.0, 0.0, 0.0);
        for (; _fillsBefore < _fills.Count; _fillsBefore++)
        {
            var fill = _fills[_fillsBefore];
            traded += fill.Quantity * fill.Price;
            slippage += fill.Slippage;
            commission += fill.Commission;
        }

        var equity = ledger.Cash + net;
        state.Session = session;
        state.PeakEquity = Math.Max(state.PeakEquity, equity);
        _daily[_sessions++] = new DailyRecord(
            session,
            equity,
            ledger.Cash,
            gross / equity,
            net / equity,
            (equity / state.PeakEquity) - 1,
            traded,
            traded / (2 * equity),
            commission,
            slippage,
            _dividends,
            ledger.Positions.Length,
            stale,
            _stability is null ? double.NaN : fragile / equity);
        _dividends = 0;
        if (_bookChanged || _sessions == _daily.Length)
            _positions.Add(new PositionSnapshot(session, ledger.Positions.ToArray()));
        _bookChanged = false;
    }

    public WalkResult Finish(WalkState state)
        => new(_daily, [.. _orders], [.. _fills], [.. _decisions], [.. _positions], state, DelistingsWithoutReturn);

    private (double Net, double Gross, double Fragile, int Stale) Exposure(int session, WalkState state)
    {
        var classes = _stability is null ? default : _stability.Class.Row(session);
        var (net, gross, fragile, stale) = (0.0, 0.0, 0.0, 0);
        foreach (ref readonly var position in state.Ledger.Positions)
        {
            var value = position.Quantity * position.LastClose;
            net += value;
            gross += Math.Abs(value);
            if (!classes.IsEmpty && classes[position.Instrument] is >= (byte)SoftTargetClass.Fragile and not CodePanel.None)
                fragile += Math.Abs(value);
            stale += position.StaleSessions > 0 ? 1 : 0;
        }

        return (net, gross, fragile, stale);
    }
}

/// <summary>The positions at the close of a session on which the book changed (a fill, a split, a delisting), and of the last one.</summary>
public sealed record PositionSnapshot(int Session, Position[] Positions);
