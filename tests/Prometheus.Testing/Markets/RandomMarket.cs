using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;

namespace Prometheus.Testing.Markets;

/// <summary>
/// Random walks with everything that goes wrong in real data: holes, bars without an open, thin volumes, late listings, splits, dividends,
/// delistings with and without a stated return, known at once or later. The same seed gives the same market.
/// </summary>
public static class RandomMarket
{
    public static Market Make(int seed, int instruments, int sessions, bool withActions = true, double holes = 0.02)
    {
        var random = new Random(seed);
        var cells = sessions * instruments;
        var panels = Enum.GetValues<PriceField>().ToDictionary(f => f, _ => Enumerable.Repeat(double.NaN, cells).ToArray());
        var dates = TinyMarket.Weekdays(sessions);
        var actions = new List<CorporateAction>();
        var listings = new Listing[instruments];
        var codes = new byte[cells];
        for (var i = 0; i < instruments; i++)
        {
            var sector = (byte)random.Next(6);
            for (var t = 0; t < sessions; t++)
                codes[(t * instruments) + i] = sector == 5 ? CodePanel.None : sector;
            var first = random.NextDouble() < 0.2 ? random.Next(sessions / 2) : 0;
            var end = withActions && random.NextDouble() < 0.1 ? random.Next(sessions / 2, sessions) : sessions;
            if (end < sessions)
                listings[i] = Delisting(random, dates, end);
            Walk(random, i, first, end, instruments, panels, withActions ? actions : null, holes);
        }

        return new Market(
            MarketCatalog.Get("US_EQ"),
            new SessionAxis(dates),
            new InstrumentAxis(Enumerable.Range(0, instruments).Select(i => $"N{i:D4}.US")),
            new PricePanels(panels.ToDictionary(p => p.Key, p => Panel.Adopt(p.Value, sessions, instruments))),
            new PriceBasis[instruments],
            new CorporateActions(actions, sessions),
            listings,
            new SectorHistory(CodePanel.Adopt(codes, sessions, instruments), ["A", "B", "C", "D", "E"], AnyAssumed: false),
            MarketProvenance.None);
    }

    private static Listing Delisting(Random random, DateOnly[] dates, int end)
    {
        var known = Math.Min(dates.Length - 1, end + random.Next(0, 4));
        return new Listing(null, dates[end], dates[known], random.NextDouble() < 0.5 ? -random.NextDouble() : null);
    }

    private static void Walk(
        Random random, int column, int first, int end, int instruments, Dictionary<PriceField, double[]> panels, List<CorporateAction>? actions, double holes)
    {
        var price = 5 + (200 * random.NextDouble());
        var volatility = 0.005 + (0.03 * random.NextDouble());
        var drift = 0.001 * (random.NextDouble() - 0.4);
        var volume = 1e5 * Math.Exp(4 * random.NextDouble());
        for (var t = first; t < end; t++)
        {
            var (split, dividend) = (1.0, 0.0);
            if (actions is not null && random.NextDouble() < 0.003)
                split = random.NextDouble() < 0.5 ? 2 : random.NextDouble() < 0.5 ? 1.5 : 0.1;
            if (actions is not null && random.NextDouble() < 0.01)
                dividend = price / split * 0.01;
            if (split != 1 || dividend != 0)
                actions!.Add(new CorporateAction(t, column, split, dividend));
            price = ((price / split) - dividend) * (1 + drift + (volatility * Normal(random)));
            price = Math.Max(price, 0.05);
            if (random.NextDouble() < holes)
                continue;
            var cell = (t * instruments) + column;
            var open = price * (1 + (0.3 * volatility * Normal(random)));
            panels[PriceField.Open][cell] = random.NextDouble() < 0.01 ? double.NaN : open;
            panels[PriceField.Close][cell] = price;
            panels[PriceField.AdjustedClose][cell] = price;
            panels[PriceField.High][cell] = Math.Max(open, price);
            panels[PriceField.Low][cell] = Math.Min(open, price);
            panels[PriceField.Volume][cell] = random.NextDouble() < 0.01 ? 0 : Math.Floor(volume * (0.5 + random.NextDouble()));
        }
    }

    private static double Normal(Random random)
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
