using Prometheus.Core.Instruments;
using Prometheus.Core.Numerics;
using Prometheus.Sources.CorporateActions;
using Prometheus.Sources.Prices;
using Prometheus.Sources.Quality;

namespace Prometheus.Sources.Synthetic;

/// <summary>
/// Paints daily bars around a path of exact prices: an opening gap, an intraday range, a volume that follows the size of the move. Written
/// prices are whole cents; the path behind them is not rounded.
/// </summary>
internal sealed class BarColumns(int capacity)
{
    private const double Cent = 0.01;
    private const double SmallestVolume = 100;

    // How much of a day's move has happened at the open, and the noise of the gap, high, low and volume in units of the day's volatility.
    private const double OvernightShare = 0.35;
    private const double GapNoise = 0.4;
    private const double Reach = 0.45;
    private const double VolumeNoise = 0.35;
    private const double VolumePerMove = 0.45;

    private readonly List<ImportedAction> _actions = [];
    private readonly DateOnly[] _dates = new DateOnly[capacity];
    private readonly double[] _open = new double[capacity];
    private readonly double[] _high = new double[capacity];
    private readonly double[] _low = new double[capacity];
    private readonly double[] _close = new double[capacity];
    private readonly double[] _volume = new double[capacity];
    private int _count;

    /// <param name="before">Exact price of the previous close in units of today's share, dividend taken off.</param>
    /// <param name="price">Exact price at today's close.</param>
    /// <param name="volatility">Daily volatility of the log return.</param>
    /// <param name="dollarVolume">Median traded value a session.</param>
    /// <param name="noise">Stream of the instrument; the numbers from <paramref name="position"/> to + 3 are taken.</param>
    public void Add(DateOnly date, double before, double price, double volatility, double dollarVolume, RandomStream noise, ulong position)
    {
        var move = ScalarMath.Log(price / before);
        var open = Cents(before * ScalarMath.Exp((OvernightShare * move) + (GapNoise * volatility * noise.NormalAt(position))));
        var close = Cents(price);
        var high = Math.Max(open, close) * ScalarMath.Exp(Reach * volatility * Math.Abs(noise.NormalAt(position + 1)));
        var low = Math.Min(open, close) * ScalarMath.Exp(-Reach * volatility * Math.Abs(noise.NormalAt(position + 2)));
        var size = Math.Min(Math.Abs(move) / volatility, 5);
        var activity = ScalarMath.Exp((VolumePerMove * (size - 0.7)) + (VolumeNoise * noise.NormalAt(position + 3)));
        _dates[_count] = date;
        _open[_count] = open;
        _close[_count] = close;
        // Rounding keeps order, so the written range still holds open and close.
        _high[_count] = Cents(high);
        _low[_count] = Cents(low);
        _volume[_count++] = Math.Max(SmallestVolume, Math.Round(dollarVolume / price * activity));
    }

    public void Split(DateOnly exDate, double ratio) => _actions.Add(new ImportedAction(exDate, ActionKind.Split, ratio, Implied: false));

    public void Pay(DateOnly exDate, double dividend) => _actions.Add(new ImportedAction(exDate, ActionKind.Dividend, dividend, Implied: false));

    public static double Cents(double price) => Math.Max(Cent, Math.Round(price, 2, MidpointRounding.AwayFromZero));

    /// <summary>The series as an import would give it: raw levels, actions stated, nothing adjusted.</summary>
    public ImportedSeries ToSeries(string instrumentId, string symbol) => new()
    {
        InstrumentId = instrumentId,
        VendorSymbol = symbol,
        Source = SyntheticMarket.Source,
        Basis = PriceBasis.Raw,
        Files = [],
        Dates = _dates[.._count],
        Open = _open[.._count],
        High = _high[.._count],
        Low = _low[.._count],
        Close = _close[.._count],
        AdjustedClose = Absent(_count),
        Volume = _volume[.._count],
        Lines = new int[_count],
        Flags = new QualityFlags[_count],
        Actions = _actions,
        Events = [],
        MissingSessions = 0,
    };

    private static double[] Absent(int count)
    {
        var column = new double[count];
        Array.Fill(column, double.NaN);
        return column;
    }
}
