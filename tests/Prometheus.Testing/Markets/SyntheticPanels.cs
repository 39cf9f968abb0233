using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Sources.CorporateActions;
using Prometheus.Sources.Synthetic;

namespace Prometheus.Testing.Markets;

/// <summary>The built-in synthetic market as panels, without a store between.</summary>
public static class SyntheticPanels
{
    public static Market Make(SyntheticMarketOptions options)
    {
        var source = SyntheticMarket.Create(options, MarketCatalog.Get("US_EQ"));
        var ids = source.Instruments.Select(i => i.InstrumentId).ToArray();
        var (sessions, columns) = (source.Sessions.Count, ids.Length);
        var (close, volume) = (Empty(sessions * columns), Empty(sessions * columns));
        var (high, low) = (Empty(sessions * columns), Empty(sessions * columns));
        var actions = new List<CorporateAction>();
        var column = 0;
        foreach (var series in source.Series())
        {
            for (var k = 0; k < series.Count; k++)
            {
                var t = source.Sessions.IndexOf(series.Dates[k]);
                (close[(t * columns) + column], volume[(t * columns) + column]) = (series.Close[k], series.Volume[k]);
                (high[(t * columns) + column], low[(t * columns) + column]) = (series.High[k], series.Low[k]);
            }

            actions.AddRange(series.Actions.Select(a => new CorporateAction(
                source.Sessions.FirstAtOrAfter(a.ExDate), column, a.Kind == ActionKind.Split ? a.Value : 1, a.Kind == ActionKind.Dividend ? a.Value : 0)));
            column++;
        }

        return new Market(
            source.Market,
            source.Sessions,
            new InstrumentAxis(ids),
            new PricePanels(new Dictionary<PriceField, Panel>
            {
                [PriceField.High] = Panel.Adopt(high, sessions, columns),
                [PriceField.Low] = Panel.Adopt(low, sessions, columns),
                [PriceField.Close] = Panel.Adopt(close, sessions, columns),
                [PriceField.Volume] = Panel.Adopt(volume, sessions, columns),
            }),
            new PriceBasis[columns],
            new CorporateActions(actions.Where(a => a.Session < sessions), sessions),
            Enumerable.Repeat(Listing.Always, columns).ToArray(),
            Sectors(source, ids),
            MarketProvenance.None)
        {
            Funds = Enumerable.Range(0, columns).Where(i => ids[i] == "SPY.US").ToHashSet(),
        };
    }

    private static SectorHistory Sectors(SyntheticMarket source, string[] ids)
    {
        var names = source.Sectors.Select(s => s.Sector!).Distinct().Order(StringComparer.Ordinal).ToList();
        var codes = new byte[source.Sessions.Count * ids.Length];
        Array.Fill(codes, CodePanel.None);
        foreach (var fact in source.Sectors)
        {
            var column = Array.IndexOf(ids, fact.InstrumentId);
            for (var t = fact.KnownOn is { } known ? source.Sessions.FirstAtOrAfter(known) : 0; t < source.Sessions.Count; t++)
                codes[(t * ids.Length) + column] = (byte)names.IndexOf(fact.Sector!);
        }

        return new SectorHistory(CodePanel.Adopt(codes, source.Sessions.Count, ids.Length), names, AnyAssumed: false);
    }

    private static double[] Empty(int cells)
    {
        var values = new double[cells];
        values.AsSpan().Fill(double.NaN);
        return values;
    }
}
