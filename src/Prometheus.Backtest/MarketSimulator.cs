using System.Runtime.InteropServices;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;
using Prometheus.Portfolio.Costs;
using Prometheus.Portfolio.Ledger;
using Prometheus.Portfolio.Orders;

namespace Prometheus.Backtest;

/// <summary>
/// The market as orders meet it; the only part of a walk that sees the session after a decision. A session runs: splits and dividends,
/// delistings, sells, buys.
/// </summary>
public sealed class MarketSimulator
{
    private const int Never = int.MaxValue;

    private readonly Market _market;
    private readonly SimulatorOptions _options;
    private readonly CostModel _costs;
    private readonly int[] _delistedFrom;
    private readonly bool _anyDelisting;
    private double[] _fillable = [];

    public MarketSimulator(Market market, SimulatorOptions options)
    {
        _market = market;
        _options = options;
        _costs = new CostModel(options.Costs);
        _delistedFrom = new int[market.Instruments.Count];
        for (var i = 0; i < _delistedFrom.Length; i++)
        {
            _delistedFrom[i] = FirstDelistedSession(market, i);
            _anyDelisting |= _delistedFrom[i] != Never;
        }
    }

    /// <summary>
    /// What happens before trading: splits change shares and resting orders, dividends are paid for each new share (by a short, too), names
    /// whose delisting is effective and known are paid out at last close · (1 + return). A fraction of a share is paid in cash.
    /// </summary>
    public void BookActions(int session, WalkState state, WalkJournal journal)
    {
        if (!_options.BookCorporateActions)
            return;
        foreach (var action in _market.Actions.On(session))
        {
            if (action.SplitRatio != 1)
                BookSplit(session, action, state, journal);
            journal.AddDividends(state.Ledger.PayDividend(action.Instrument, action.Dividend));
        }

        if (_anyDelisting)
            BookDelistings(session, state, journal);
    }

    /// <summary>
    /// Trades the open orders at one row of reference prices, sells before buys. Each takes at most its share of the session's volume, in
    /// whole shares; if cash is short all buys scale by one factor. What is left rests as the next session's order.
    /// </summary>
    /// <param name="reference">Opens, or closes where fills happen at the decision's own close.</param>
    public void Fill(int session, Panel reference, WalkState state, WalkJournal journal)
    {
        var orders = CollectionsMarshal.AsSpan(state.OpenOrders);
        if (orders.IsEmpty)
            return;
        var prices = reference.Row(session);
        if (_fillable.Length < orders.Length)
            _fillable = new double[Math.Max(orders.Length, 2 * _fillable.Length)];
        var fillable = _fillable.AsSpan(0, orders.Length);
        for (var i = 0; i < orders.Length; i++)
            fillable[i] = orders[i].Status == OrderStatus.Submitted ? Fillable(session, orders[i], prices) : 0;

        Trade(session, OrderSide.Sell, orders, fillable, prices, state.Ledger, journal);
        if (!_options.AllowNegativeCash)
            ScaleToCash(orders, fillable, prices, state.Ledger.Cash);
        Trade(session, OrderSide.Buy, orders, fillable, prices, state.Ledger, journal);
        Close(session, state, fillable, journal);
    }

    private static int FirstDelistedSession(Market market, int instrument)
    {
        if (market.Listings[instrument] is not { Delisted: { } delisted } listing)
            return Never;
        var known = listing.DelistingKnownOn ?? delisted;
        var row = market.Sessions.FirstAtOrAfter(delisted > known ? delisted : known);
        return row < market.Sessions.Count ? row : Never;
    }

    private static void BookSplit(int session, CorporateAction action, WalkState state, WalkJournal journal)
    {
        if (state.Ledger.Split(action.Instrument, action.SplitRatio) is { } position)
        {
            journal.BookChanged();
            var fraction = position.Quantity - Math.Truncate(position.Quantity);
            if (fraction != 0)
                Book(Payout(session, position, fraction, position.LastClose, FillReason.CashInLieu), state.Ledger, journal);
        }

        foreach (ref var order in CollectionsMarshal.AsSpan(state.OpenOrders))
        {
            if (order.Instrument != action.Instrument)
                continue;
            var quantity = WholeShares.TowardZero(order.Quantity * action.SplitRatio);
            order = quantity > 0 ? order with { Quantity = quantity } : order with { Status = OrderStatus.Cancelled };
        }
    }

    private void BookDelistings(int session, WalkState state, WalkJournal journal)
    {
        var positions = state.Ledger.Positions;
        for (var i = positions.Length - 1; i >= 0; i--)
        {
            var position = positions[i];
            if (_delistedFrom[position.Instrument] > session)
                continue;
            var stated = _market.Listings[position.Instrument].DelistingReturn;
            if (stated is null)
                journal.DelistingsWithoutReturn++;
            Book(Payout(session, position, position.Quantity, position.LastClose * (1 + (stated ?? 0)), FillReason.Delisting), state.Ledger, journal);
        }

        foreach (ref var order in CollectionsMarshal.AsSpan(state.OpenOrders))
        {
            if (_delistedFrom[order.Instrument] <= session)
                order = order with { Status = OrderStatus.Rejected };
        }
    }

    private static Fill Payout(int session, Position position, double quantity, double price, FillReason reason)
        => new(session, position.Instrument, quantity > 0 ? OrderSide.Sell : OrderSide.Buy, Math.Abs(quantity), price, 0, 0, session, reason);

    /// <summary>Shares the market would give: none without a price or a volume, else up to the participation in whole shares.</summary>
    private double Fillable(int session, in Order order, ReadOnlySpan<double> prices)
    {
        if (!(prices[order.Instrument] > 0))
            return 0;
        if (_options.ParticipationRate == 0)
            return order.Quantity;
        var most = Math.Floor(_market.Prices.Volume[session, order.Instrument] * _options.ParticipationRate);
        return most > 0 ? Math.Min(order.Quantity, most) : 0;
    }

    private void ScaleToCash(ReadOnlySpan<Order> orders, Span<double> fillable, ReadOnlySpan<double> prices, double cash)
    {
        var needed = CashNeeded(orders, fillable, prices, 1);
        if (needed <= cash)
            return;
        var factor = Math.Max(0, cash) / needed;
        // Rounding may leave the scaled sum a hair above the cash: then a hair less of everything.
        while (CashNeeded(orders, fillable, prices, factor) is var scaled && scaled > cash && scaled > 0)
            factor *= 1 - 1e-12;
        for (var i = 0; i < orders.Length; i++)
        {
            if (orders[i].Side == OrderSide.Buy)
                fillable[i] = Math.Floor(fillable[i] * factor);
        }
    }

    private double CashNeeded(ReadOnlySpan<Order> orders, ReadOnlySpan<double> fillable, ReadOnlySpan<double> prices, double factor)
    {
        var needed = 0.0;
        for (var i = 0; i < orders.Length; i++)
        {
            if (orders[i].Side == OrderSide.Buy && fillable[i] > 0)
                needed += _costs.CashToBuy(Math.Floor(fillable[i] * factor), prices[orders[i].Instrument]);
        }

        return needed;
    }

    private void Trade(
        int session, OrderSide side, ReadOnlySpan<Order> orders, ReadOnlySpan<double> fillable, ReadOnlySpan<double> prices, Ledger ledger, WalkJournal journal)
    {
        for (var i = 0; i < orders.Length; i++)
        {
            ref readonly var order = ref orders[i];
            if (order.Side != side || fillable[i] <= 0)
                continue;
            var reference = prices[order.Instrument];
            var price = _costs.FillPrice(side, reference);
            var commission = _costs.Commission(fillable[i] * price);
            var slippage = fillable[i] * Math.Abs(price - reference);
            Book(
                new Fill(session, order.Instrument, side, fillable[i], price, slippage, commission, order.DecisionSession, FillReason.Order),
                ledger,
                journal);
        }
    }

    private static void Book(Fill fill, Ledger ledger, WalkJournal journal)
    {
        ledger.Book(fill);
        journal.Add(fill);
    }

    /// <summary>Writes the session's order rows and leaves what rests as the next session's orders.</summary>
    private void Close(int session, WalkState state, ReadOnlySpan<double> filled, WalkJournal journal)
    {
        var orders = CollectionsMarshal.AsSpan(state.OpenOrders);
        var resting = 0;
        for (var i = 0; i < orders.Length; i++)
        {
            var order = orders[i];
            var rest = order.Quantity - filled[i];
            var status = order.Status != OrderStatus.Submitted ? order.Status
                : rest == 0 ? OrderStatus.Filled
                : filled[i] > 0 ? OrderStatus.PartiallyFilled
                : _options.UnfilledOrdersRest ? OrderStatus.Submitted : OrderStatus.Cancelled;
            journal.Add(order with { FilledQuantity = filled[i], Status = status });
            if (rest > 0 && order.Status == OrderStatus.Submitted && _options.UnfilledOrdersRest)
                orders[resting++] = order with { Session = session + 1, Quantity = rest };
        }

        CollectionsMarshal.SetCount(state.OpenOrders, resting);
    }
}

/// <summary>How orders meet the market.</summary>
public sealed record SimulatorOptions
{
    public static SimulatorOptions Default { get; } = new();

    public CostOptions Costs { get; init; } = CostOptions.Default;

    /// <summary>Most of a session's volume one order may take; 0 is no limit.</summary>
    [Range(0, 1, Unit = "fraction of volume")]
    public double ParticipationRate { get; init; } = 0.10;

    /// <summary>When true, short cash does not scale buys down (W1 only).</summary>
    public bool AllowNegativeCash { get; init; }

    /// <summary>When false an order that meets no open price is dropped instead of resting, remainders too (W1 only).</summary>
    public bool UnfilledOrdersRest { get; init; } = true;

    /// <summary>When false splits, dividends and delistings are not booked: prices count as they stand (W1 only).</summary>
    public bool BookCorporateActions { get; init; } = true;

    /// <summary>When true a name without a close at the decision may be ordered all the same (W1 only).</summary>
    public bool OrderWithoutClose { get; init; }

    /// <summary>Fill at the decision's own close instead of the next open; look-ahead by one auction, for comparison only.</summary>
    public bool FillAtSameClose { get; init; }
}
