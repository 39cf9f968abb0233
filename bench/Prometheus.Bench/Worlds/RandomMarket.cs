using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;

namespace Prometheus.Bench.Worlds;

/// <summary>A random-walk market held in memory: only its shape matters for timing.</summary>
internal static class RandomMarket
{
    private static readonly string[] Sectors = Enumerable.Range(0, 11).Select(s => $"Sector {s:D2}").ToArray();

    public static Market Create(int names, int sessions)
    {
        var dates = ExchangeCalendars.Get("XNYS").Sessions(new DateOnly(2005, 1, 3), new DateOnly(2035, 12, 31)).Take(sessions).Select(s => s.Date);
        var open = new double[sessions * names];
        var close = new double[sessions * names];
        var volume = new double[sessions * names];
        for (var i = 0; i < names; i++)
        {
            var stream = new RandomStream("bench", "walk", $"N{i:D4}");
            var price = 50.0;
            for (var t = 0; t < sessions; t++)
            {
                var cell = (t * names) + i;
                open[cell] = price * (1 + (0.004 * stream.NextNormal()));
                price *= 1 + (0.0003 + (0.018 * stream.NextNormal()));
                close[cell] = price;
                volume[cell] = 500_000 + Math.Floor(1_500_000 * stream.NextUniform());
            }
        }

        var panels = new Dictionary<PriceField, Panel>
        {
            [PriceField.Open] = Panel.Adopt(open, sessions, names),
            [PriceField.Close] = Panel.Adopt(close, sessions, names),
            [PriceField.Volume] = Panel.Adopt(volume, sessions, names),
        };
        var codes = new byte[sessions * names];
        for (var k = 0; k < codes.Length; k++)
            codes[k] = (byte)(k % names % Sectors.Length);
        return new Market(
            MarketCatalog.Get("US_EQ"),
            new SessionAxis(dates),
            new InstrumentAxis(Enumerable.Range(0, names).Select(i => $"N{i:D4}.US")),
            new PricePanels(panels),
            Enumerable.Repeat(PriceBasis.Raw, names).ToArray(),
            CorporateActions.None(sessions),
            Enumerable.Repeat(Listing.Always, names).ToArray(),
            new SectorHistory(CodePanel.Adopt(codes, sessions, names), Sectors, AnyAssumed: false),
            MarketProvenance.None);
    }
}
