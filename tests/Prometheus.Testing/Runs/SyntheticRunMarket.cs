using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;

namespace Prometheus.Testing.Runs;

/// <summary>Random prices on weekdays from 2014-01-02: a market factor with two crises, sectors, and a slow trend of each name's own.</summary>
internal static class SyntheticRunMarket
{
    private static readonly string[] Sectors =
        ["Communication Services", "Consumer Discretionary", "Consumer Staples", "Energy", "Financials", "Health Care", "Industrials", "Information Technology", "Materials", "Real Estate", "Utilities"];

    public static Market Create(int sessions, int names, ulong seed)
    {
        DateOnly[] dates = [.. Weekdays(new DateOnly(2014, 1, 2)).Take(sessions)];
        string[] ids = [.. Enumerable.Range(0, names).Select(i => $"{(char)('A' + (i / 26 % 26))}{(char)('A' + (i % 26))}{(char)('A' + (i * 7 % 26))}.US").Distinct().Order(StringComparer.Ordinal)];
        var (open, close) = Prices(dates.Length, ids.Length, seed);
        var codes = new byte[dates.Length * ids.Length];
        for (var cell = 0; cell < codes.Length; cell++)
            codes[cell] = (byte)(cell % ids.Length * 5 % Sectors.Length);
        return new Market(
            MarketCatalog.Get("US_EQ"),
            new SessionAxis(dates),
            new InstrumentAxis(ids),
            new PricePanels(new Dictionary<PriceField, Panel>
            {
                [PriceField.Open] = Panel.Adopt(open, dates.Length, ids.Length),
                [PriceField.Close] = Panel.Adopt(close, dates.Length, ids.Length),
            }),
            [.. ids.Select(_ => PriceBasis.SplitAdjusted)],
            CorporateActions.None(dates.Length),
            [.. ids.Select(_ => Listing.Always)],
            new SectorHistory(CodePanel.Adopt(codes, dates.Length, ids.Length), Sectors, AnyAssumed: true),
            MarketProvenance.None);
    }

    private static IEnumerable<DateOnly> Weekdays(DateOnly from)
    {
        for (var date = from; ; date = date.AddDays(1))
        {
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                yield return date;
        }
    }

    private static (double[] Open, double[] Close) Prices(int sessions, int names, ulong seed)
    {
        var random = new BellStream(seed);
        var open = new double[sessions * names];
        var close = new double[sessions * names];
        var trend = new double[names];
        for (var t = 0; t < sessions; t++)
        {
            var crisis = t % 900 is > 430 and < 500;
            var factor = (crisis ? -0.0030 : 0.00065) + ((crisis ? 0.016 : 0.0065) * random.Next());
            for (var i = 0; i < names; i++)
            {
                trend[i] = (0.995 * trend[i]) + (0.00006 * random.Next());
                var before = t == 0 ? 20 + (3.0 * i) : close[((t - 1) * names) + i];
                open[(t * names) + i] = before * (1 + (0.003 * random.Next()));
                close[(t * names) + i] = before * (1 + ((0.7 + (0.6 * i / names)) * factor) + trend[i] + (0.011 * random.Next()));
            }
        }

        return (open, close);
    }
}
