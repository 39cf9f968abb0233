using System.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Encoders.Windows;

namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// A tile of entities over a range of sessions and the lookback before it, with the trailing sums that features are made of. Windows are
/// powers of two, so that every sum is one fixed tree (<see cref="DyadicSums"/>) and no number depends on where a block begins.
/// </summary>
internal sealed class SeriesBlock
{
    /// <summary>Columns of a tile.</summary>
    public const int Tile = 32;

    /// <summary>ln of the longest lookback of a feature, base 2.</summary>
    public const int Levels = 7;

    /// <summary>Rows that a feature looks back beyond its own.</summary>
    public const int Lookback = 1 << Levels;

    /// <summary>NaN in every lane.</summary>
    public static readonly Vector<double> Unknown = new(double.NaN);

    /// <summary>A log return beyond this is no number to reckon with: a loss of all is −∞.</summary>
    private const double LargestMove = 5;

    private readonly List<double[]> _rented = [];
    private readonly Stack<double[]> _free = [];
    private readonly int[] _members = new int[Tile];
    private CompleteSums _shared = new(0, 0, [], [], []);
    private int _capacity;

    public EntitySeries Series { get; private set; } = null!;

    /// <summary>Session of row 0.</summary>
    public int First { get; private set; }

    public int Rows { get; private set; }

    /// <summary>First row whose features are wanted.</summary>
    public int FeatureRow { get; private set; }

    /// <summary>Entity of each column; −1 for padding.</summary>
    public ReadOnlySpan<int> Members => _members;

    public int Cells => Rows * Tile;

    /// <summary>1 where a return is observed, else 0.</summary>
    public double[] Observed { get; private set; } = [];

    /// <summary>Log return; 0 where not observed.</summary>
    public double[] Return { get; private set; } = [];

    /// <summary>[rows] the market's log return, 0 where not observed.</summary>
    public double[] Market { get; private set; } = [];

    /// <summary>Trailing sums over 2^k rows: returns observed, their sum, Σ r², Σ r·m, and Σ m² over the observed rows.</summary>
    public double[][] Count { get; private set; } = [];

    public double[][] Sum { get; private set; } = [];

    public double[][] Square { get; private set; } = [];

    public double[][] Cross { get; private set; } = [];

    public double[][] MarketSquare { get; private set; } = [];

    /// <summary>[rows] the market's own trailing Σ m and Σ m².</summary>
    public double[][] MarketSum { get; private set; } = [];

    public double[][] MarketOwnSquare { get; private set; } = [];

    /// <summary>Loads entities for the sessions <paramref name="first"/> … <paramref name="end"/> − 1, whose windows hold <paramref name="window"/> sessions.</summary>
    public void Load(EntitySeries series, ReadOnlySpan<int> members, int first, int end, int window)
    {
        Release();
        Series = series;
        _members.AsSpan().Fill(-1);
        members.CopyTo(_members);
        var featureSession = Math.Max(0, first - window + 1);
        First = Math.Max(0, featureSession - Lookback);
        Rows = end - First;
        FeatureRow = featureSession - First;
        if (_capacity < Cells)
        {
            _free.Clear();
            _capacity = Cells;
        }

        (Return, Observed) = (Rent(), Rent());
        Market = new double[Rows];
        for (var row = 0; row < Rows; row++)
        {
            var m = series.MarketLogReturns[First + row];
            Market[row] = double.IsNaN(m) ? 0 : Math.Clamp(m, -LargestMove, LargestMove);
            var source = series.LogReturns.Row(First + row);
            for (var c = 0; c < Tile; c++)
            {
                var value = _members[c] < 0 ? double.NaN : source[_members[c]];
                var known = !double.IsNaN(value);
                Return[(row * Tile) + c] = known ? Math.Clamp(value, -LargestMove, LargestMove) : 0;
                Observed[(row * Tile) + c] = known ? 1 : 0;
            }
        }

        LoadSums();
    }

    /// <summary>An array of one number a cell, valid until the next load; its content is arbitrary.</summary>
    public double[] Rent()
    {
        var array = _free.Count > 0 ? _free.Pop() : GC.AllocateUninitializedArray<double>(_capacity);
        _rented.Add(array);
        return array;
    }

    /// <summary>Gives an array back early.</summary>
    public void GiveBack(double[] array)
    {
        _rented.Remove(array);
        _free.Push(array);
    }

    /// <summary>Trailing sums of a value over 1, 2, 4 … 2^top rows; the first is the value itself.</summary>
    public double[][] Ladder(double[] value, int top = Levels)
    {
        var levels = new double[top + 1][];
        levels[0] = value;
        for (var k = 0; k < top; k++)
        {
            levels[k + 1] = Rent();
            DyadicSums.Double(levels[k].AsSpan(0, Cells), Tile, 1 << k, levels[k + 1].AsSpan(0, Cells));
        }

        return levels;
    }

    /// <summary>Only the last of a ladder: the trailing sum over 2^top rows. Destroys <paramref name="value"/>, which is given back.</summary>
    public double[] TopSum(double[] value, int top)
    {
        for (var k = 0; k < top; k++)
        {
            var next = Rent();
            DyadicSums.Double(value.AsSpan(0, Cells), Tile, 1 << k, next.AsSpan(0, Cells));
            GiveBack(value);
            value = next;
        }

        return value;
    }

    /// <summary>The least value over 2^top rows; destroys <paramref name="value"/>.</summary>
    public double[] TopLeast(double[] value, int top)
    {
        for (var k = 0; k < top; k++)
        {
            var next = Rent();
            DyadicSums.DoubleLeast(value.AsSpan(0, Cells), Tile, 1 << k, next.AsSpan(0, Cells));
            GiveBack(value);
            value = next;
        }

        return value;
    }

    /// <summary>Neighbouring cells from <paramref name="cell"/> on, one a lane. A tile is a whole number of vectors on every processor.</summary>
    public static Vector<double> At(double[] cells, int cell) => new(cells, cell);

    /// <summary>The tile's part of a panel of the series, NaN for padding.</summary>
    public double[] Gather(Panel panel)
    {
        var cells = Rent();
        for (var row = 0; row < Rows; row++)
        {
            var source = panel.Row(First + row);
            for (var c = 0; c < Tile; c++)
                cells[(row * Tile) + c] = _members[c] < 0 ? double.NaN : source[_members[c]];
        }

        return cells;
    }

    /// <summary>Writes a feature of the cells from <paramref name="cell"/> on: NaN where the return is not observed.</summary>
    public void Write(double[] feature, int cell, Vector<double> value)
        => Vector.ConditionalSelect(Vector.GreaterThan(At(Observed, cell), Vector<double>.Zero), value, Unknown).CopyTo(feature, cell);

    /// <summary>Root mean squared return over 2^k rows; NaN where fewer than half were observed or nothing moved.</summary>
    public Vector<double> Volatility(int k, int cell)
    {
        var (squares, count) = (At(Square[k], cell), At(Count[k], cell));
        return Vector.ConditionalSelect(HalfObserved(k, count) & Vector.GreaterThan(squares, Vector<double>.Zero), Vector.SquareRoot(squares / count), Unknown);
    }

    /// <summary>The same over the rows that end the day before.</summary>
    public Vector<double> VolatilityBefore(int k, int cell) => cell >= Tile ? Volatility(k, cell - Tile) : Unknown;

    /// <summary>The same for the market.</summary>
    public double MarketVolatility(int k, int row)
    {
        var (squares, count) = (MarketOwnSquare[k][row], Math.Min(First + row + 1, 1 << k));
        return count >= 1 << (k - 1) && squares > 0 ? Math.Sqrt(squares / count) : double.NaN;
    }

    /// <summary>Slope on the market over 2^k rows, without intercept; NaN where the market did not move.</summary>
    public Vector<double> Beta(int k, int cell)
    {
        var market = At(MarketSquare[k], cell);
        var known = HalfObserved(k, At(Count[k], cell)) & Vector.GreaterThan(market, Vector<double>.Zero);
        return Vector.ConditionalSelect(known, At(Cross[k], cell) / market, Unknown);
    }

    /// <summary>Correlation with the market over 2^k rows, means taken as 0.</summary>
    public Vector<double> Comovement(int k, int cell)
    {
        var product = At(Square[k], cell) * At(MarketSquare[k], cell);
        var known = HalfObserved(k, At(Count[k], cell)) & Vector.GreaterThan(product, Vector<double>.Zero);
        var rho = At(Cross[k], cell) / Vector.SquareRoot(product);
        rho = Vector.ConditionalSelect(Vector.GreaterThan(rho, Vector<double>.One), Vector<double>.One, rho);
        rho = Vector.ConditionalSelect(Vector.LessThan(rho, -Vector<double>.One), -Vector<double>.One, rho);
        return Vector.ConditionalSelect(known, rho, Unknown);
    }

    /// <summary>a / b where b is above 0, else NaN.</summary>
    public static Vector<double> Share(Vector<double> a, Vector<double> b)
        => Vector.ConditionalSelect(Vector.GreaterThan(b, Vector<double>.Zero), a / b, Unknown);

    /// <summary>Skewness about 0 from Σ r³, Σ r² and the number of returns; NaN where nothing moved.</summary>
    public static Vector<double> Skew(Vector<double> cubes, Vector<double> squares, Vector<double> count)
        => Share(cubes * Vector.SquareRoot(count), squares * Vector.SquareRoot(squares));

    private static Vector<long> HalfObserved(int k, Vector<double> count) => Vector.GreaterThanOrEqual(count, new Vector<double>(1 << (k - 1)));

    private void LoadSums()
    {
        var (squares, cross) = (Rent(), Rent());
        var complete = true;
        for (var row = 0; row < Rows; row++)
        {
            var m = Market[row];
            for (var cell = row * Tile; cell < (row + 1) * Tile; cell += Vector<double>.Count)
            {
                var own = At(Return, cell);
                (own * own).CopyTo(squares, cell);
                (own * m).CopyTo(cross, cell);
                complete &= Vector.EqualsAll(At(Observed, cell), Vector<double>.One);
            }
        }

        (Sum, Square, Cross) = (Ladder(Return), Ladder(squares), Ladder(cross));
        (MarketSum, MarketOwnSquare) = (MarketLadder(Market), MarketLadder(Array.ConvertAll(Market, m => m * m)));
        if (!complete)
        {
            (Count, MarketSquare) = ObservedSums();
            return;
        }

        // Tiles in which everything is observed differ in nothing but their returns.
        var shared = _shared;
        if (shared.First != First || shared.Rows != Rows || !ReferenceEquals(shared.Market, Series.MarketLogReturns))
        {
            foreach (var array in shared.Arrays.Where(a => a.Length >= _capacity))
                _free.Push(array);
            var (count, market) = ObservedSums();
            _shared = shared = new CompleteSums(First, Rows, Series.MarketLogReturns, count, market);
            foreach (var array in shared.Arrays)
                _rented.Remove(array);
        }

        (Count, MarketSquare) = (shared.Count, shared.MarketSquare);
    }

    /// <summary>Ladders of what is observed, and of the market's squares where it is.</summary>
    private (double[][] Count, double[][] MarketSquare) ObservedSums()
    {
        var market = Rent();
        for (var cell = 0; cell < Cells; cell += Vector<double>.Count)
            (At(Observed, cell) * (Market[cell / Tile] * Market[cell / Tile])).CopyTo(market, cell);
        return (Ladder(Observed), Ladder(market));
    }

    /// <summary>A ladder of a number a row.</summary>
    public double[][] MarketLadder(double[] values)
    {
        var levels = new double[Levels + 1][];
        levels[0] = values;
        for (var k = 0; k < Levels; k++)
        {
            levels[k + 1] = new double[Rows];
            DyadicSums.Double(levels[k], 1, 1 << k, levels[k + 1]);
        }

        return levels;
    }

    private void Release()
    {
        foreach (var array in _rented)
            _free.Push(array);
        _rented.Clear();
    }
}

/// <summary>The trailing sums that tiles without a gap share: they depend on the market and the sessions alone.</summary>
/// <param name="First">Session of row 0.</param>
/// <param name="Rows">Rows of the block.</param>
/// <param name="Market">The market's log returns.</param>
/// <param name="Count">Levels of <see cref="SeriesBlock.Count"/>.</param>
/// <param name="MarketSquare">Levels of <see cref="SeriesBlock.MarketSquare"/>.</param>
internal sealed record CompleteSums(int First, int Rows, double[] Market, double[][] Count, double[][] MarketSquare)
{
    public IEnumerable<double[]> Arrays => Count.Concat(MarketSquare);
}
