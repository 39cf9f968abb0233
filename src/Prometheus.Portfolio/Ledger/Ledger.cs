namespace Prometheus.Portfolio.Ledger;

/// <summary>
/// The book of one account: cash and positions, changed only by facts (fills, splits, dividends) and revalued at closes.
/// Identity at every moment: cash + Σ market value = capital + realised + unrealised profit + dividends − commissions.
/// </summary>
public sealed class Ledger
{
    private readonly double _capital;
    private Position[] _positions;
    private int _count;

    /// <param name="cash">Cash to start with.</param>
    /// <param name="positions">Positions to start with, ascending columns; they count as capital at their average cost.</param>
    public Ledger(double cash, params ReadOnlySpan<Position> positions)
    {
        Cash = cash;
        _positions = positions.Length == 0 ? new Position[16] : positions.ToArray();
        _count = positions.Length;
        _capital = cash;
        foreach (var position in positions)
            _capital += position.Quantity * position.AverageCost;
    }

    private Ledger(Ledger other)
    {
        _capital = other._capital;
        _positions = [.. other._positions];
        _count = other._count;
        Cash = other.Cash;
        RealizedProfit = other.RealizedProfit;
        Dividends = other.Dividends;
        Commissions = other.Commissions;
    }

    public double Cash { get; private set; }

    /// <summary>Profit of everything closed so far, before commissions.</summary>
    public double RealizedProfit { get; private set; }

    /// <summary>Dividends received on longs minus those paid on shorts, so far.</summary>
    public double Dividends { get; private set; }

    /// <summary>Commissions paid so far.</summary>
    public double Commissions { get; private set; }

    /// <summary>By ascending column; no position is ever zero.</summary>
    public ReadOnlySpan<Position> Positions => _positions.AsSpan(0, _count);

    /// <summary>Cash plus market value at the last closes.</summary>
    public double Equity
    {
        get
        {
            var value = 0.0;
            foreach (ref readonly var position in Positions)
                value += position.Quantity * position.LastClose;
            return Cash + value;
        }
    }

    /// <summary>The left side of the identity minus its right side: rounding, and nothing else.</summary>
    public double IdentityGap
    {
        get
        {
            var (value, unrealized) = (0.0, 0.0);
            foreach (ref readonly var position in Positions)
            {
                value += position.Quantity * position.LastClose;
                unrealized += position.Quantity * (position.LastClose - position.AverageCost);
            }

            return Cash + value - (_capital + RealizedProfit + unrealized + Dividends - Commissions);
        }
    }

    /// <summary>What a strategy may see of the book.</summary>
    public Holdings AsHoldings() => new(Cash, Equity, Positions);

    /// <summary>A copy that shares nothing with this book.</summary>
    public Ledger Copy() => new(this);

    /// <summary>Shares held, signed; 0 where there is no position.</summary>
    public double QuantityOf(int instrument) => Find(instrument) is var at and >= 0 ? _positions[at].Quantity : 0;

    /// <summary>
    /// Books a fill. Adding to a position averages its cost, reducing it realises profit against that cost, crossing zero realises the old
    /// position and starts the new one at the fill's price.
    /// </summary>
    public void Book(in Fill fill)
    {
        var change = fill.Side == OrderSide.Buy ? fill.Quantity : -fill.Quantity;
        Cash -= (change * fill.Price) + fill.Commission;
        Commissions += fill.Commission;

        var at = Find(fill.Instrument);
        if (at < 0)
        {
            Insert(~at, new Position(fill.Instrument, change, fill.Price, fill.Price, 0));
            return;
        }

        ref var position = ref _positions[at];
        var before = position.Quantity;
        var after = before + change;
        if (before > 0 == change > 0)
        {
            position = position with { Quantity = after, AverageCost = ((before * position.AverageCost) + (change * fill.Price)) / after };
            return;
        }

        var crossed = after != 0 && after > 0 != before > 0;
        var closed = crossed ? before : -change;
        RealizedProfit += closed * (fill.Price - position.AverageCost);
        if (after == 0)
            RemoveAt(at);
        else
            position = position with { Quantity = after, AverageCost = crossed ? fill.Price : position.AverageCost };
    }

    /// <summary>
    /// New shares for old; cost and last close follow, so nothing changes in value. A quantity within rounding of a whole number becomes it;
    /// otherwise it may be fractional, and whoever books whole shares sells the fraction.
    /// </summary>
    /// <returns>The position after the split, or null where none is held.</returns>
    public Position? Split(int instrument, double ratio)
    {
        var at = Find(instrument);
        if (at < 0)
            return null;
        ref var position = ref _positions[at];
        position = position with
        {
            Quantity = WholeShares.Snap(position.Quantity * ratio),
            AverageCost = position.AverageCost / ratio,
            LastClose = position.LastClose / ratio,
        };
        return position;
    }

    /// <summary>Pays a dividend a share to the position; a short pays it.</summary>
    /// <returns>Cash received, negative where paid.</returns>
    public double PayDividend(int instrument, double perShare)
    {
        var cash = QuantityOf(instrument) * perShare;
        Cash += cash;
        Dividends += cash;
        return cash;
    }

    /// <summary>
    /// Revalues every position at a session's closes, once a session; where there is none the last close stays and grows staler.
    /// </summary>
    /// <param name="closes">All instruments, NaN = no bar.</param>
    public void Mark(ReadOnlySpan<double> closes)
    {
        foreach (ref var position in _positions.AsSpan(0, _count))
        {
            var close = closes[position.Instrument];
            position = double.IsNaN(close)
                ? position with { StaleSessions = position.StaleSessions + 1 }
                : position with { LastClose = close, StaleSessions = 0 };
        }
    }

    /// <summary>Revalues after trades at the close of a session that was already marked.</summary>
    public void Revalue(ReadOnlySpan<double> closes)
    {
        foreach (ref var position in _positions.AsSpan(0, _count))
        {
            if (!double.IsNaN(closes[position.Instrument]))
                position = position with { LastClose = closes[position.Instrument], StaleSessions = 0 };
        }
    }

    private int Find(int instrument)
    {
        var (low, high) = (0, _count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = _positions[middle].Instrument;
            if (found == instrument)
                return middle;
            if (found < instrument)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    private void Insert(int at, Position position)
    {
        if (_count == _positions.Length)
            Array.Resize(ref _positions, Math.Max(16, 2 * _count));
        Array.Copy(_positions, at, _positions, at + 1, _count - at);
        _positions[at] = position;
        _count++;
    }

    private void RemoveAt(int at)
    {
        _count--;
        Array.Copy(_positions, at + 1, _positions, at, _count - at);
    }
}

/// <summary>Stored in upper case.</summary>
public enum OrderSide : byte
{
    Buy,
    Sell,
}
