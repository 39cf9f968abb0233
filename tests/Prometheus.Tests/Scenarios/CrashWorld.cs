using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;
using Prometheus.Scenarios;

namespace Prometheus.Tests.Scenarios;

/// <summary>
/// A market of six sectors of ten names in which every sector breaks once, for a month, and all of them together once; otherwise names follow a
/// market, a sector and themselves. The paths of its set are those months and calm ones.
/// </summary>
internal static class CrashWorld
{
    public const int Sectors = 6;

    public const int NamesPerSector = 10;

    public const int Horizon = 20;

    /// <summary>The path in which all sectors break together.</summary>
    public const int MarketPath = Sectors;

    private const int Sessions = 900;

    private static readonly DateOnly[] Calendar =
        ExchangeCalendars.Get("XNYS").Sessions(new DateOnly(2010, 1, 4), new DateOnly(2013, 12, 31)).Take(Sessions).Select(s => s.Date).ToArray();

    /// <summary>The first session of the month in which a sector breaks; of <see cref="Sectors"/>, in which all do.</summary>
    public static int BreakOf(int sector) => 330 + (70 * sector);

    public static Market Build(string seed)
    {
        var ids = Enumerable.Range(0, Sectors * NamesPerSector).Select(i => $"C{i:D3}.US").ToArray();
        var closes = new double[Sessions * ids.Length];
        var market = new RandomStream("crash world", seed, "market");
        var sectors = Enumerable.Range(0, Sectors).Select(s => new RandomStream("crash world", seed, $"sector {s}")).ToArray();
        var names = ids.Select(id => new RandomStream("crash world", seed, id)).ToArray();
        var levels = Enumerable.Repeat(100.0, ids.Length).ToArray();
        for (var t = 0; t < Sessions; t++)
        {
            var common = 0.006 * market.NextNormal();
            var moves = sectors.Select(s => 0.005 * s.NextNormal()).ToArray();
            for (var i = 0; i < ids.Length; i++)
            {
                var sector = i / NamesPerSector;
                var breaks = IsIn(t, BreakOf(sector)) || IsIn(t, BreakOf(Sectors));
                var own = (breaks ? 0.03 : 0.01) * names[i].NextNormal();
                levels[i] *= ScalarMath.Exp(common + (breaks ? (4 * moves[sector]) - 0.02 : moves[sector]) + own + 0.0003);
                closes[(t * ids.Length) + i] = levels[i];
            }
        }

        var codes = Enumerable.Range(0, Sessions * ids.Length).Select(c => (byte)(c % ids.Length / NamesPerSector)).ToArray();
        return new Market(
            MarketCatalog.Get("US_EQ"),
            new SessionAxis(Calendar),
            new InstrumentAxis(ids),
            new PricePanels(new Dictionary<PriceField, Panel>
            {
                [PriceField.Close] = Panel.Adopt(closes, Sessions, ids.Length),
                [PriceField.Volume] = Filled(1e6, closes.Length),
                [PriceField.High] = Filled(double.NaN, closes.Length),
                [PriceField.Low] = Filled(double.NaN, closes.Length),
            }),
            Enumerable.Repeat(PriceBasis.Raw, ids.Length).ToArray(),
            CorporateActions.None(Sessions),
            Enumerable.Repeat(Listing.Always, ids.Length).ToArray(),
            new SectorHistory(CodePanel.Adopt(codes, Sessions, ids.Length), Enumerable.Range(0, Sectors).Select(s => $"S{s}").ToArray(), AnyAssumed: false),
            MarketProvenance.None);
    }

    /// <summary>One path a broken sector, one of the broken market, then calm ones: windows of the market as it was.</summary>
    public static ScenarioSet Paths(Market market, int calm = 25)
    {
        var begins = Enumerable.Range(0, Sectors + 1).Select(BreakOf).Concat(Enumerable.Range(0, calm).Select(k => 30 + (9 * k))).ToArray();
        var request = new ScenarioRequest
        {
            Name = "CRASHES",
            HorizonDays = Horizon,
            NumPaths = begins.Length,
            Markets = [market.Definition.MarketId],
        };
        var days = begins.SelectMany(b => Enumerable.Range(b - 1, Horizon)).ToArray(); // the first session has no return, so it is no day of the set
        var returns = market.TotalReturns.Simple.Values[market.Instruments.Count..].ToArray();
        return ScenarioSet.OfParts(request, market.Instruments, market.Sessions.Dates[1..].ToArray(), returns, days);
    }

    private static bool IsIn(int session, int first) => session >= first && session < first + Horizon;

    private static Panel Filled(double value, int cells) => Panel.Adopt([.. Enumerable.Repeat(value, cells)], Sessions, cells / Sessions);
}
