using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;
using Prometheus.States.Declarations;
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

    /// <summary>A market with all that some states read, and what computes them.</summary>
    /// <param name="states">That may be asked for.</param>
    /// <param name="reads">What the caller reads beside them.</param>
    /// <exception cref="NothingMatchedError">No bar of the market is stored on or before the end.</exception>
    internal static StateResolver LoadFor(
        DatabasePair databases, string marketId, DateOnly end, IReadOnlyList<StateRequest> states, int workers, CancellationToken cancellation, MarketReads reads = 0)
        => new(Load(databases, new MarketLoadOptions { MarketId = marketId, End = end, Reads = StateRequest.ReadsOf(states) | reads }, cancellation), [], workers, cancellation);

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

/// <summary>A slice of a market as an input that can be looked at again: what was loaded, and up to which date.</summary>
/// <param name="End">Null for everything stored.</param>
internal sealed record MarketSlice(string MarketId, DateOnly? End, MarketReads Reads, MarketAxis Axis)
{
    public const string Kind = "market";

    /// <summary>Stands for a slice without a price.</summary>
    private const string Nothing = "nothing";

    public static MarketSlice Of(MarketLoadOptions options)
        => new(options.MarketId, options.End == DateOnly.MaxValue ? null : options.End, options.Reads, options.Axis);

    public static MarketSlice FromJson(string json) => JsonSerializer.Deserialize<MarketSlice>(json)!;

    /// <summary>The last session that was there, then the hex digest of what was loaded: <c>2015-12-31 9f…</c>.</summary>
    public static string DigestOf(Market market, MarketLoadOptions options)
    {
        using var digest = new UnitDigest(market, options.Reads);
        return string.Create(CultureInfo.InvariantCulture, $"{market.Sessions[^1]:yyyy-MM-dd} {digest.Through(market.Sessions.Count - 1)}");
    }

    /// <summary>The digest of the slice as it is stored now.</summary>
    /// <param name="through">An earlier end, to ask what stood before later sessions came.</param>
    public string DigestNow(DatabasePair databases, DateOnly? through, CancellationToken cancellation)
    {
        using var cover = AccessLog.Cover();
        var options = new MarketLoadOptions { MarketId = MarketId, End = through ?? End ?? DateOnly.MaxValue, Reads = Reads, Axis = Axis };
        try
        {
            return DigestOf(MarketLoader.Read(databases, options, cancellation), options);
        }
        catch (NothingMatchedError)
        {
            return Nothing;
        }
    }

    /// <summary>The last session of a recorded digest; null where there was none.</summary>
    public static DateOnly? LastSession(string digest)
        => DateOnly.TryParseExact(digest.Split(' ')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>Sessions stored after a date.</summary>
    public int SessionsAfter(DatabasePair databases, DateOnly date)
        => (int)databases.Historical.Scalar<long>(
            "SELECT COUNT(*) FROM market_sessions WHERE market_id = @market AND session_date > @date AND session_date <= @end",
            new { market = MarketId, date, end = End ?? DateOnly.MaxValue });

    public string ToJson() => JsonSerializer.Serialize(this);

    public override string ToString() => End is { } end ? string.Create(CultureInfo.InvariantCulture, $"market {MarketId} through {end:yyyy-MM-dd}") : $"market {MarketId}";
}

/// <summary>Which slice of a market is loaded. It always begins with the market's first stored session.</summary>
public sealed record MarketLoadOptions
{
    public required string MarketId { get; init; }

    /// <summary>Last date; nothing dated or known later is read.</summary>
    public required DateOnly End { get; init; }

    /// <summary>What will be read of it, as the states and computations that it is loaded for declare; the rest is out of reach.</summary>
    public required MarketReads Reads { get; init; }

    public MarketAxis Axis { get; init; } = MarketAxis.Calendar;
}

/// <summary>Which dates are the sessions of a loaded market.</summary>
public enum MarketAxis
{
    /// <summary>The sessions of the exchange calendar from the first stored date to the last one of the slice.</summary>
    Calendar,

    /// <summary>The dates on which at least one bar is stored.</summary>
    StoredDates,
}
