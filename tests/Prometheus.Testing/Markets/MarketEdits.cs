using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;

namespace Prometheus.Testing.Markets;

/// <summary>Markets whose future is cut off or scrambled: whatever is dated ≤ t must not notice.</summary>
public static class MarketEdits
{
    /// <summary>The market as it was stored at the close of <paramref name="session"/>: later rows, actions and facts are gone.</summary>
    public static Market CutAfter(Market market, int session)
    {
        var sessions = session + 1;
        return new Market(
            market.Definition,
            new SessionAxis(market.Sessions.Dates[..sessions].ToArray()),
            market.Instruments,
            new PricePanels(market.Prices.Loaded.ToDictionary(f => f, f => Cut(market.Prices[f], sessions))),
            market.Basis,
            new CorporateActions(market.Actions.All.ToArray().Where(a => a.Session <= session), sessions),
            market.Listings.Select(l => KnownOn(l, market.Sessions[session])).ToArray(),
            new SectorHistory(Cut(market.Sectors.Codes, sessions), market.Sectors.Names, market.Sectors.AnyAssumed),
            market.Provenance);
    }

    /// <summary>The market with random prices, volumes, sectors, actions and delistings after <paramref name="session"/>.</summary>
    public static Market ScrambleAfter(Market market, int session, int seed)
    {
        var random = new Random(seed);
        var actions = market.Actions.All.ToArray().Where(a => a.Session <= session).ToList();
        for (var t = session + 1; t < market.Sessions.Count; t += 3)
            actions.Add(new CorporateAction(t, random.Next(market.Instruments.Count), 1 + random.Next(3), random.NextDouble()));
        return new Market(
            market.Definition,
            market.Sessions,
            market.Instruments,
            new PricePanels(market.Prices.Loaded.ToDictionary(f => f, f => Scramble(market.Prices[f], session, random))),
            market.Basis,
            new CorporateActions(actions, market.Sessions.Count),
            market.Listings.Select(l => Scramble(KnownOn(l, market.Sessions[session]), market, session, random)).ToArray(),
            new SectorHistory(Scramble(market.Sectors.Codes, market.Sectors.Names.Count, session, random), market.Sectors.Names, market.Sectors.AnyAssumed),
            market.Provenance);
    }

    private static Listing KnownOn(Listing listing, DateOnly date)
        => (listing.DelistingKnownOn ?? listing.Delisted) <= date ? listing : listing with { Delisted = null, DelistingKnownOn = null, DelistingReturn = null };

    private static Listing Scramble(Listing listing, Market market, int session, Random random)
    {
        if (listing.Delisted is not null || session + 1 >= market.Sessions.Count || random.NextDouble() < 0.8)
            return listing;
        var date = market.Sessions[random.Next(session + 1, market.Sessions.Count)];
        return listing with { Delisted = date, DelistingKnownOn = date, DelistingReturn = -random.NextDouble() };
    }

    private static Panel Cut(Panel panel, int sessions) => Panel.Adopt(panel.Values[..(sessions * panel.Columns)].ToArray(), sessions, panel.Columns);

    private static CodePanel Cut(CodePanel panel, int sessions)
    {
        var codes = new byte[sessions * panel.Columns];
        for (var t = 0; t < sessions; t++)
            panel.Row(t).CopyTo(codes.AsSpan(t * panel.Columns));
        return CodePanel.Adopt(codes, sessions, panel.Columns);
    }

    private static Panel Scramble(Panel panel, int session, Random random)
    {
        var values = panel.Values.ToArray();
        for (var cell = (session + 1) * panel.Columns; cell < values.Length; cell++)
            values[cell] = random.NextDouble() < 0.1 ? double.NaN : values[cell] * (0.1 + (3 * random.NextDouble()));
        return Panel.Adopt(values, panel.Sessions, panel.Columns);
    }

    private static CodePanel Scramble(CodePanel panel, int names, int session, Random random)
    {
        var codes = new byte[panel.Sessions * panel.Columns];
        for (var t = 0; t < panel.Sessions; t++)
        {
            panel.Row(t).CopyTo(codes.AsSpan(t * panel.Columns));
            for (var i = 0; t > session && names > 0 && i < panel.Columns; i++)
                codes[(t * panel.Columns) + i] = (byte)random.Next(names);
        }

        return CodePanel.Adopt(codes, panel.Sessions, panel.Columns);
    }
}
