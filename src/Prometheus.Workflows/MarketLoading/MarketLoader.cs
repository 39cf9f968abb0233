using System.Collections.Frozen;
using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;
using Prometheus.Databases;
using Prometheus.Stores;
using Prometheus.Stores.Tiles;

namespace Prometheus.Workflows.MarketLoading;

/// <summary>
/// Reads one slice of a market from both databases into an immutable <see cref="Market"/>. Prices come from tiles; where these do not match
/// what is stored, they are rebuilt from the rows first.
/// </summary>
public static class MarketLoader
{
    /// <summary>An import in another process may change the tiles while they are read; then the reading starts over.</summary>
    private const int Attempts = 3;

    private const string EquityClass = "EQUITY";

    /// <exception cref="NothingMatchedError">No bar of the market is stored on or before the end.</exception>
    /// <exception cref="DataError">The market's instruments have more than one currency, or a stored value contradicts itself.</exception>
    public static Market Load(DatabasePair databases, MarketLoadOptions options, CancellationToken cancellation = default)
    {
        Market market;
        using (AccessLog.Cover())
            market = Read(databases, options, cancellation);
        AccessLog.Current?.NoteRead(MarketSlice.Kind, MarketSlice.Of(options).ToJson(), () => MarketSlice.DigestOf(market, options));
        return market;
    }

    internal static Market Read(DatabasePair databases, MarketLoadOptions options, CancellationToken cancellation)
    {
        var definition = MarketCatalog.Get(options.MarketId);
        for (var attempt = 1; ; attempt++)
        {
            var book = PriceBookkeeping.ReadInStep(databases, definition.MarketId, cancellation);
            var series = book.Series.Where(s => s.FirstDate <= options.End).ToArray();
            if (series.Length == 0)
                throw new NothingMatchedError(FormattableString.Invariant($"market {definition.MarketId} has no price on or before {options.End:yyyy-MM-dd}"));
            RequireOneCurrency(definition, series);
            var sessions = SessionsOf(definition, book, options);
            var instruments = new InstrumentAxis(series.Select(s => s.InstrumentId));
            if (LoadPrices(databases.Historical, definition.MarketId, book, options, sessions, instruments, cancellation) is { } prices)
                return Assemble(databases, definition, options.End, series, sessions, instruments, prices).Reading(options.Reads);
            if (attempt == Attempts)
                throw new DataError($"the price tiles of market {definition.MarketId} changed {Attempts} times while they were read; is an import running?");
            PriceBookkeeping.Rebuild(databases, definition.MarketId, onlyWhereOutOfStep: false, cancellation);
        }
    }

    private static void RequireOneCurrency(MarketDefinition market, PriceSeries[] series)
    {
        if (Array.Find(series, s => s.Currency != market.Currency) is { } other)
            throw new DataError($"market {market.MarketId} is in {market.Currency}, but the prices of {other.InstrumentId} are in {other.Currency}");
    }

    private static SessionAxis SessionsOf(MarketDefinition market, PriceInventory book, MarketLoadOptions options)
    {
        var stored = book.Sessions.Select(s => s.Date).Where(d => d <= options.End).ToArray();
        return options.Axis == MarketAxis.StoredDates
            ? new SessionAxis(stored)
            : new SessionAxis(ExchangeCalendars.Get(market.Exchange).Sessions(stored[0], stored[^1]).Select(s => s.Date));
    }

    /// <summary>Null where a tile is missing or damaged.</summary>
    private static PricePanels? LoadPrices(
        Database historical,
        string marketId,
        PriceInventory book,
        MarketLoadOptions options,
        SessionAxis sessions,
        InstrumentAxis instruments,
        CancellationToken cancellation)
    {
        var tiles = book.Tiles.Where(t => t.Year <= options.End.Year).ToArray();
        var fields = PriceFields.Of(options.Reads);
        var panels = new Panel?[fields.Count];
        Parallel.For(0, panels.Length, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            var values = GC.AllocateUninitializedArray<double>(sessions.Count * instruments.Count);
            if (TileStore.Fill(historical, marketId, tiles, fields[i], sessions, instruments, values))
                panels[i] = Panel.Adopt(values, sessions.Count, instruments.Count);
        });
        return Array.TrueForAll(panels, p => p is not null)
            ? new PricePanels(fields.Zip(panels).ToDictionary(p => p.First, p => p.Second!))
            : null;
    }

    private static Market Assemble(
        DatabasePair databases,
        MarketDefinition definition,
        DateOnly end,
        PriceSeries[] series,
        SessionAxis sessions,
        InstrumentAxis instruments,
        PricePanels prices)
    {
        var stored = ActionStore.Read(databases.Historical, definition.MarketId, end);
        var facts = FactStore.Read(databases.Runtime, definition.MarketId, end).Where(f => instruments.IndexOf(f.InstrumentId) >= 0).ToArray();
        var basis = Array.ConvertAll(series, s => s.Basis);

        // What an instrument is and who issued it belong to its identity: they are not dated.
        var identities = InstrumentStore.ReadMarket(databases.Runtime, definition.MarketId).ToDictionary(i => i.InstrumentId, StringComparer.Ordinal);
        var known = instruments.Ids.ToArray().Select(identities.GetValueOrDefault).ToArray();
        return new Market(
            definition,
            sessions,
            instruments,
            prices,
            basis,
            ActionAssembly.Assemble(stored, sessions, instruments, basis),
            ListingAssembly.Assemble(facts, instruments),
            SectorAssembly.Assemble(facts, sessions, instruments),
            new MarketProvenance(
                QualityStore.CountQuarantined(databases.Historical, definition.MarketId, end),
                PriceStore.CountFlagged(databases.Historical, definition.MarketId, end),
                stored.Count(a => a.Implied && instruments.IndexOf(a.InstrumentId) >= 0),
                facts.Count(f => f.Assumed)))
        {
            Funds = Enumerable.Range(0, known.Length).Where(i => known[i] is { AssetClass: not EquityClass }).ToFrozenSet(),
            Issuers = [.. known.Select(i => i?.IssuerId)],
            RegimeIndex = RegionStore.RegimeIndex(databases.Runtime, definition.Region),
            Series = SeriesAssembly.Assemble(SeriesStore.Read(databases.Historical, definition.MarketId, end), sessions),
        };
    }
}
