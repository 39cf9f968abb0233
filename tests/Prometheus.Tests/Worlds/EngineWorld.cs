using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;

namespace Prometheus.Tests.Worlds;

/// <summary>
/// Small markets for engine tests. A name's numbers come from its own stream, so they do not change with the set of names; some names list
/// late, one is delisted, there are holes, splits, dividends, names without a sector and names on another price basis.
/// </summary>
internal static class EngineWorld
{
    private static readonly string[] Sectors = ["Energy", "Health", "Tech"];

    private static readonly DateOnly[] Calendar =
        ExchangeCalendars.Get("XNYS").Sessions(new DateOnly(2010, 1, 4), new DateOnly(2013, 12, 31)).Select(s => s.Date).ToArray();

    public static Market Random(int names, int sessions)
        => Random(Enumerable.Range(0, names).Select(NameOf).ToArray(), sessions);

    public static string NameOf(int number) => $"N{number:D3}.US";

    public static Market Random(string[] ids, int sessions)
    {
        var bars = ids.Select(id => Walk(id, sessions)).ToArray();
        var actions = bars.SelectMany((b, i) => b.Actions.Select(a => a with { Instrument = i }));
        return Build(
            ids,
            sessions,
            (t, i) => bars[i].Close[t],
            (t, i) => bars[i].Volume[t],
            new CorporateActions(actions, sessions),
            ids.Select(id => NumberOf(id) == 7 && sessions > 300 ? new Listing(null, Calendar[300], Calendar[298], -0.4) : Listing.Always).ToArray(),
            ids.Select(id => NumberOf(id) % 11 == 3 ? PriceBasis.FullyAdjusted : PriceBasis.Raw).ToArray(),
            (t, i) => SectorOf(ids[i], t));
    }

    /// <summary>A market of given closes, one array a name, with ample volume.</summary>
    public static Market OfCloses(params double[][] closes)
        => Build(
            Enumerable.Range(0, closes.Length).Select(NameOf).ToArray(),
            closes[0].Length,
            (t, i) => closes[i][t],
            (_, _) => 1e6,
            CorporateActions.None(closes[0].Length),
            Enumerable.Repeat(Listing.Always, closes.Length).ToArray(),
            Enumerable.Repeat(PriceBasis.Raw, closes.Length).ToArray(),
            (_, _) => 0);

    public static Market Build(
        string[] ids,
        int sessions,
        Func<int, int, double> close,
        Func<int, int, double> volume,
        CorporateActions actions,
        Listing[] listings,
        PriceBasis[] basis,
        Func<int, int, byte> sector)
    {
        var codes = new byte[sessions * ids.Length];
        for (var cell = 0; cell < codes.Length; cell++)
            codes[cell] = sector(cell / ids.Length, cell % ids.Length);
        var prices = new Dictionary<PriceField, Panel>
        {
            [PriceField.Close] = PanelOf(sessions, ids.Length, close),
            [PriceField.High] = PanelOf(sessions, ids.Length, (t, i) => close(t, i) * (1 + Width(close(t, i) * volume(t, i)))),
            [PriceField.Low] = PanelOf(sessions, ids.Length, (t, i) => close(t, i) / (1 + Width(close(t, i) * volume(t, i)))),
            [PriceField.Volume] = PanelOf(sessions, ids.Length, (t, i) => double.IsNaN(close(t, i)) ? double.NaN : volume(t, i)),
        };
        return new Market(
            MarketCatalog.Get("US_EQ"),
            new SessionAxis(Calendar[..sessions]),
            new InstrumentAxis(ids),
            new PricePanels(prices),
            basis,
            actions,
            listings,
            new SectorHistory(CodePanel.Adopt(codes, sessions, ids.Length), Sectors, AnyAssumed: false),
            MarketProvenance.None);
    }

    /// <summary>The market with one more name, the first by id, that has closes from a session on and a sector, the first by name, from the beginning.</summary>
    public static Market WithNewcomer(Market market, string id, string sector, int listed)
    {
        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count + 1);
        var wider = Build(
            [id, .. market.Instruments.Ids],
            sessions,
            (t, i) => i > 0 ? market.Prices.Close[t, i - 1] : t < listed ? double.NaN : 30 + (t % 7),
            (t, i) => i > 0 ? market.Prices.Volume[t, i - 1] : 1e6,
            new CorporateActions(market.Actions.All.ToArray().Select(a => a with { Instrument = a.Instrument + 1 }), sessions),
            [Listing.Always, .. market.Listings],
            [PriceBasis.Raw, .. market.Basis],
            (_, _) => 0);
        var codes = new byte[sessions * columns];
        for (var cell = 0; cell < codes.Length; cell++)
        {
            var (t, i) = (cell / columns, cell % columns);
            codes[cell] = i == 0 ? (byte)0 : market.Sectors.Codes[t, i - 1] is var code && code == CodePanel.None ? CodePanel.None : (byte)(code + 1);
        }

        return new Market(
            wider.Definition, wider.Sessions, wider.Instruments, wider.Prices, wider.Basis, wider.Actions, wider.Listings,
            new SectorHistory(CodePanel.Adopt(codes, sessions, columns), [sector, .. market.Sectors.Names], AnyAssumed: true), wider.Provenance)
        { Funds = market.Funds.Select(f => f + 1).ToHashSet() };
    }

    /// <summary>The market as it stood at the close of <paramref name="asOf"/>: later rows gone, facts not yet known forgotten.</summary>
    public static Market Truncated(Market market, int asOf)
    {
        var date = market.Sessions[asOf];
        return Build(
            market.Instruments.Ids.ToArray(),
            asOf + 1,
            (t, i) => market.Prices.Close[t, i],
            (t, i) => market.Prices.Volume[t, i],
            new CorporateActions(market.Actions.All.ToArray().Where(a => a.Session <= asOf), asOf + 1),
            market.Listings.Select(l => l.DelistingKnownOn > date ? l with { Delisted = null, DelistingKnownOn = null, DelistingReturn = null } : l).ToArray(),
            [.. market.Basis],
            (t, i) => market.Sectors.Codes[t, i]);
    }

    /// <summary>The market with everything after <paramref name="asOf"/> changed at random.</summary>
    public static Market Perturbed(Market market, int asOf, string seed)
    {
        var columns = market.Instruments.Count;
        var noise = new RandomStream("test", "perturb", seed);
        var edits = Enumerable.Range(0, market.Sessions.Count * columns).Select(_ => noise.NextUniform()).ToArray();
        return Build(
            market.Instruments.Ids.ToArray(),
            market.Sessions.Count,
            (t, i) => t <= asOf ? market.Prices.Close[t, i] : edits[(t * columns) + i] < 0.1 ? double.NaN : 500 * edits[(t * columns) + i],
            (t, i) => t <= asOf ? market.Prices.Volume[t, i] : 1e7 * edits[(t * columns) + i],
            new CorporateActions(market.Actions.All.ToArray().Where(a => a.Session <= asOf), market.Sessions.Count),
            [.. market.Listings],
            [.. market.Basis],
            (t, i) => t <= asOf ? market.Sectors.Codes[t, i] : (byte)(3 * edits[(t * columns) + i]));
    }

    /// <summary>How far a day's high and low lie from its close: of what was traded in money, which no split changes.</summary>
    private static double Width(double traded) => 0.01 * (1.5 + Math.Sin(Math.Log(traded)));

    private static int NumberOf(string id) => int.Parse(id.AsSpan(1, 3), System.Globalization.CultureInfo.InvariantCulture);

    private static byte SectorOf(string id, int session)
    {
        var number = NumberOf(id);
        if (number % 13 == 5)
            return CodePanel.None;
        return (byte)((number % Sectors.Length) + (number % 17 == 1 && session > 200 && number % Sectors.Length < 2 ? 1 : 0));
    }

    private static Panel PanelOf(int sessions, int columns, Func<int, int, double> cell)
    {
        var values = new double[sessions * columns];
        for (var k = 0; k < values.Length; k++)
            values[k] = cell(k / columns, k % columns);
        return Panel.Adopt(values, sessions, columns);
    }

    private static (double[] Close, double[] Volume, List<CorporateAction> Actions) Walk(string id, int sessions)
    {
        var stream = new RandomStream("test", "engine world", id);
        var (close, volume, actions) = (new double[sessions], new double[sessions], new List<CorporateAction>());
        var number = NumberOf(id);
        var sigma = 0.008 + (0.03 * stream.NextUniform());
        var first = number % 6 == 4 ? stream.NextInt(Math.Max(1, sessions / 2)) : 0;
        var last = number == 7 ? 300 : sessions;
        var (price, size) = (5 + (100 * stream.NextUniform()), 50_000 + (1e6 * stream.NextUniform()));
        for (var t = 0; t < sessions; t++)
        {
            var shock = stream.NextNormal();
            var (hole, action) = (stream.NextUniform(), stream.NextUniform());
            price *= ScalarMath.Exp((sigma * shock) + (t is > 150 and < 170 ? -0.02 : 0.0003));
            volume[t] = Math.Floor(size * (0.5 + stream.NextUniform()));
            close[t] = t < first || t >= last || hole < 0.01 || (number % 9 == 2 && t is > 220 and < 235) ? double.NaN : price;
            if (t <= first || t >= last || action > 0.01)
                continue;
            var split = action < 0.003 ? 2.0 : 1;
            actions.Add(new CorporateAction(t, 0, split, split == 1 ? 0.01 * price : 0));
            price /= split;
            close[t] /= split;
        }

        return (close, volume, actions);
    }
}
