using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;

namespace Prometheus.Bench.Worlds;

/// <summary>A random-walk market: only its shape matters for timing. Prices have four decimals, as vendors write them.</summary>
internal static class RandomMarket
{
    private static readonly DateOnly FirstDate = new(2005, 1, 3);
    private static readonly string[] Sectors = Enumerable.Range(0, 11).Select(s => $"Sector {s:D2}").ToArray();

    public static Market Create(int names, int sessions)
    {
        var dates = ExchangeCalendars.Get("XNYS").Sessions(FirstDate, new DateOnly(2040, 12, 31)).Take(sessions).Select(s => s.Date);
        var panels = Enum.GetValues<PriceField>().ToDictionary(f => f, _ => new double[sessions * names]);
        for (var name = 0; name < names; name++)
            Fill(panels, name, sessions, names);
        var codes = new byte[sessions * names];
        for (var k = 0; k < codes.Length; k++)
            codes[k] = (byte)(k % names % Sectors.Length);
        return new Market(
            MarketCatalog.Get("US_EQ"),
            new SessionAxis(dates),
            new InstrumentAxis(Enumerable.Range(0, names).Select(i => $"N{i:D4}.US")),
            new PricePanels(panels.ToDictionary(p => p.Key, p => Panel.Adopt(p.Value, sessions, names))),
            Enumerable.Repeat(PriceBasis.Raw, names).ToArray(),
            CorporateActions.None(sessions),
            Enumerable.Repeat(Listing.Always, names).ToArray(),
            new SectorHistory(CodePanel.Adopt(codes, sessions, names), Sectors, AnyAssumed: false),
            MarketProvenance.None);
    }

    /// <summary>The same market with nothing computed yet.</summary>
    public static Market Fresh(Market market) => new(
        market.Definition,
        market.Sessions,
        market.Instruments,
        market.Prices,
        market.Basis,
        market.Actions,
        market.Listings,
        market.Sectors,
        market.Provenance);

    private static void Fill(Dictionary<PriceField, double[]> panels, int name, int sessions, int names)
    {
        var stream = new RandomStream("bench", "walk", $"N{name:D4}");
        var price = 50.0;
        for (var t = 0; t < sessions; t++)
        {
            var cell = (t * names) + name;
            var open = Math.Round(price * (1 + (0.004 * stream.NextNormal())), 4);
            price *= 1 + (0.0003 + (0.018 * stream.NextNormal()));
            var close = Math.Round(price, 4);
            panels[PriceField.Open][cell] = open;
            panels[PriceField.High][cell] = Math.Round(Math.Max(open, close) * (1 + (0.01 * stream.NextUniform())), 4);
            panels[PriceField.Low][cell] = Math.Round(Math.Min(open, close) * (1 - (0.01 * stream.NextUniform())), 4);
            panels[PriceField.Close][cell] = close;
            panels[PriceField.AdjustedClose][cell] = close;
            panels[PriceField.Volume][cell] = 500_000 + Math.Floor(1_500_000 * stream.NextUniform());
        }
    }
}
