using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;

namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// The series of a market: its instruments, its sectors and itself. Funds are entities, but count in no mean and in no fit. Highs, lows, closes
/// and volumes must be loaded.
/// </summary>
public sealed record MarketEntities(SessionAxis Sessions, EntitySeries Instruments)
{
    public const string Instrument = "INSTRUMENT";

    public const string Sector = "SECTOR";

    public const string WholeMarket = "MARKET";

    /// <summary>Added to a day's range before its logarithm: a day without a range is a small number, not −∞.</summary>
    private const double LeastRange = 0.0005;

    /// <summary>What is read of a market.</summary>
    public const MarketReads Reads = MarketReads.Members | MarketReads.Levels | MarketReads.Ranges;

    /// <summary>Columns of the instruments that fits see and means count: all but funds.</summary>
    public required int[] Names { get; init; }

    /// <summary>Equal-weight sectors, ids <c>market|sector</c>; members as known on each session.</summary>
    public required EntitySeries Sectors { get; init; }

    /// <summary>The equal-weight market, its id the market's.</summary>
    public required EntitySeries Market { get; init; }

    public static MarketEntities Of(Market market)
    {
        var names = Enumerable.Range(0, market.Instruments.Count).Where(i => !market.Funds.Contains(i)).ToArray();
        var index = RegimeIndex.Of(market, null);
        var volume = DollarVolume(market);
        var whole = Means(market, volume, names, 1, (_, _) => 0);
        var shared = new EntitySeries(WholeMarket, [market.Definition.MarketId], Panel.Adopt(index.LogReturn, index.Sessions, 1), index.LogReturn)
        {
            LogDollarVolume = whole.Volume,
            MarketLogDollarVolume = whole.Volume.Values.ToArray(),
            CrossSection = new CrossSectionSeries(
                Array.ConvertAll(index.MeanDeviation, d => d > 0 ? ScalarMath.Log(d) : double.NaN), Breadth(market, names), index.MeanSquare),
        };
        var groups = market.Sectors.Names.Count;
        var sectors = Means(market, volume, names, groups, (t, i) => market.Sectors.Codes[t, i]);
        if (groups > 0)
            shared = shared with { Sectors = Excess(market, names, index.LogReturn) };
        return new MarketEntities(market.Sessions, shared with
        {
            EntityType = Instrument,
            Ids = [.. Enumerable.Range(0, market.Instruments.Count).Select(i => market.Instruments[i])],
            LogReturns = market.TotalReturns.Log,
            LogDollarVolume = volume,
            LogRange = LogRange(market),
            Sectors = shared.Sectors is { } own ? own with { Own = market.Sectors.Codes } : null,
        })
        {
            Names = names,
            Market = shared,
            Sectors = shared with
            {
                EntityType = Sector,
                Ids = [.. market.Sectors.Names.Select(n => SectorHistory.IdOf(market.Definition.MarketId, n))],
                LogReturns = sectors.Log,
                LogDollarVolume = sectors.Volume,
            },
        };
    }

    /// <summary>
    /// Books of the market's instruments: each a fixed set of weights looked at over the whole history, as if it had been held. What a weight
    /// is invested in and was not observed that session counts 0, and so does cash; a session without any observed holding is not observed.
    /// </summary>
    /// <param name="ids">One a book.</param>
    /// <param name="books">Column of <see cref="Instruments"/> and weight, per book.</param>
    public EntitySeries Books(IReadOnlyList<string> ids, IReadOnlyList<IReadOnlyList<(int Instrument, double Weight)>> books)
    {
        var (sessions, count) = (Sessions.Count, ids.Count);
        var (log, volume) = (new double[sessions * count], new double[sessions * count]);
        for (var t = 0; t < sessions; t++)
        {
            for (var b = 0; b < count; b++)
            {
                var (sum, seen, liquidity, weight) = (0.0, false, 0.0, 0.0);
                foreach (var (i, w) in books[b])
                {
                    if (Instruments.LogReturns[t, i] is var r && !double.IsNaN(r))
                        (sum, seen) = (sum + (w * ScalarMath.ExpMinusOne(r)), true);
                    if (Instruments.LogDollarVolume![t, i] is var v && !double.IsNaN(v))
                        (liquidity, weight) = (liquidity + (Math.Abs(w) * v), weight + Math.Abs(w));
                }

                log[(t * count) + b] = seen ? ScalarMath.Log(Math.Max(1e-9, 1 + sum)) : double.NaN;
                volume[(t * count) + b] = weight > 0 ? liquidity / weight : double.NaN;
            }
        }

        return Market with
        {
            EntityType = "PORTFOLIO",
            Ids = ids,
            LogReturns = Panel.Adopt(log, sessions, count),
            LogDollarVolume = Panel.Adopt(volume, sessions, count),
        };
    }

    /// <summary>The same series with further features of the instruments, which the fits then see.</summary>
    public MarketEntities With(IReadOnlyList<EntityFeature> extras) => this with { Instruments = Instruments with { Extras = extras } };

    private static Panel DollarVolume(Market market)
    {
        var (close, volume) = (market.Prices.Close, market.Prices.Volume);
        var logs = new double[close.Sessions * close.Columns];
        for (var cell = 0; cell < logs.Length; cell++)
        {
            // A close that later dividends have lowered is no price that anybody paid.
            var known = market.Basis[cell % close.Columns] != PriceBasis.FullyAdjusted;
            var traded = close.Values[cell] * volume.Values[cell];
            logs[cell] = known && traded > 0 ? ScalarMath.Log(traded) : double.NaN;
        }

        return Panel.Adopt(logs, close.Sessions, close.Columns);
    }

    private static Panel LogRange(Market market)
    {
        var (high, low) = (market.Prices.High, market.Prices.Low);
        var logs = new double[high.Sessions * high.Columns];
        for (var cell = 0; cell < logs.Length; cell++)
        {
            var ratio = high.Values[cell] / low.Values[cell];
            logs[cell] = ratio is >= 1 and < double.PositiveInfinity ? ScalarMath.Log(LeastRange + ScalarMath.Log(ratio)) : double.NaN;
        }

        return Panel.Adopt(logs, high.Sessions, high.Columns);
    }

    private static double[] Breadth(Market market, int[] names)
    {
        var breadth = new double[market.Sessions.Count];
        for (var t = 0; t < breadth.Length; t++)
        {
            var (rose, seen) = (0, 0);
            foreach (var i in names)
            {
                var r = market.TotalReturns.Simple[t, i];
                rose += r > 0 ? 1 : 0;
                seen += double.IsNaN(r) ? 0 : 1;
            }

            breadth[t] = seen < 5 ? double.NaN : ((double)rose / seen) - 0.5;
        }

        return breadth;
    }

    /// <summary>Log of the mean simple return, and mean log dollar volume, of each group's members; NaN for nobody.</summary>
    private static (Panel Log, Panel Volume) Means(Market market, Panel volume, int[] names, int groups, Func<int, int, byte> groupOf)
    {
        var sessions = market.Sessions.Count;
        var (log, mean) = (new double[sessions * groups], new double[sessions * groups]);
        var (sums, counts, volumes, traded) = (new double[groups], new int[groups], new double[groups], new int[groups]);
        for (var t = 0; t < sessions; t++)
        {
            Array.Clear(sums);
            Array.Clear(counts);
            Array.Clear(volumes);
            Array.Clear(traded);
            foreach (var i in names)
            {
                if (groupOf(t, i) is var g && g == CodePanel.None)
                    continue;
                if (market.TotalReturns.Simple[t, i] is var r && !double.IsNaN(r))
                    (sums[g], counts[g]) = (sums[g] + r, counts[g] + 1);
                if (volume[t, i] is var v && !double.IsNaN(v))
                    (volumes[g], traded[g]) = (volumes[g] + v, traded[g] + 1);
            }

            for (var g = 0; g < groups; g++)
            {
                log[(t * groups) + g] = counts[g] > 0 ? ScalarMath.Log(1 + (sums[g] / counts[g])) : double.NaN;
                mean[(t * groups) + g] = traded[g] > 0 ? volumes[g] / traded[g] : double.NaN;
            }
        }

        return (Panel.Adopt(log, sessions, groups), Panel.Adopt(mean, sessions, groups));
    }

    private static SectorSeries Excess(Market market, int[] names, double[] index)
    {
        var (sessions, groups) = (market.Sessions.Count, market.Sectors.Names.Count);
        var (excess, members) = (new double[sessions * groups], new double[sessions * groups]);
        for (var t = 0; t < sessions; t++)
        {
            var m = double.IsNaN(index[t]) ? 0 : index[t];
            foreach (var i in names)
            {
                var (g, r) = (market.Sectors.Codes[t, i], market.TotalReturns.Log[t, i]);
                if (g == CodePanel.None || !double.IsFinite(r))
                    continue;
                excess[(t * groups) + g] += r - m;
                members[(t * groups) + g]++;
            }

            for (var cell = t * groups; cell < (t + 1) * groups; cell++)
                excess[cell] = members[cell] > 0 ? excess[cell] / members[cell] : 0;
        }

        return new SectorSeries(market.Sectors.Names, Panel.Adopt(excess, sessions, groups), Panel.Adopt(members, sessions, groups), null);
    }
}

/// <summary>What a session's names say together, [sessions] each; NaN for fewer than five names.</summary>
/// <param name="LogDispersion">ln of the mean |return − mean return|.</param>
/// <param name="Breadth">Share of names that rose, less a half.</param>
/// <param name="MeanSquare">Mean squared return: with the squared mean return it gives the mean correlation.</param>
public sealed record CrossSectionSeries(double[] LogDispersion, double[] Breadth, double[] MeanSquare);

/// <summary>A further daily feature of entities.</summary>
/// <param name="Name">By which a fit and the entities it encodes find each other.</param>
/// <param name="Values">[sessions × entities], scale-free; NaN where not known.</param>
public sealed record EntityFeature(string Name, Panel Values);
