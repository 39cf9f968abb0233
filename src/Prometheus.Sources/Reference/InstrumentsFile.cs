using Prometheus.Core.Errors;
using Prometheus.Core.Markets;

namespace Prometheus.Sources.Reference;

/// <summary>
/// Reads <c>symbol</c> or <c>instrument_id</c>, and where present <c>market, exchange, currency, asset_class, listed, delisted,
/// delisting_known_on, delisting_return, issuer, name</c>. What a row leaves open follows from its market.
/// </summary>
public static class InstrumentsFile
{
    private const string DefaultAssetClass = "EQUITY";

    /// <param name="marketId">Market of the rows that name none; null where every row has to.</param>
    /// <param name="suffix">Ending of ids made from symbols; null takes the market's own.</param>
    /// <returns>In ordinal order of ids.</returns>
    /// <exception cref="UserError">An unreadable file or value, an unknown market, another currency than the market's, an id twice.</exception>
    public static IReadOnlyList<InstrumentRecord> Read(string path, string? marketId = null, string? suffix = null)
    {
        var table = ReferenceTable.Read(path);
        var fields = new Columns(table);
        if (fields.Id < 0 && fields.Symbol < 0)
            throw table.Unknown("a column symbol or instrument_id, and any of market, exchange, currency, asset_class, listed, delisted, delisting_known_on, delisting_return, issuer, name");
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var records = new List<InstrumentRecord>(table.Rows.Count);
        foreach (var row in table.Rows)
        {
            var record = Parse(row, fields, marketId, suffix);
            if (!lines.TryAdd(record.InstrumentId, row.Line))
                throw row.Error($"each instrument once, found {record.InstrumentId} also in line {lines[record.InstrumentId]}");
            records.Add(record);
        }

        records.Sort((a, b) => string.CompareOrdinal(a.InstrumentId, b.InstrumentId));
        return records;
    }

    private static InstrumentRecord Parse(ReferenceRow row, Columns fields, string? marketId, string? suffix)
    {
        var market = MarketOf(row, fields, marketId);
        var id = row.InstrumentIdFrom(fields.Id, fields.Symbol, suffix ?? market.DefaultSuffix);
        var currency = Or(row.Text(fields.Currency), market.Currency);
        if (currency != market.Currency)
            throw row.Error($"the currency of {market.MarketId}, {market.Currency}, found '{currency}'");
        var record = new InstrumentRecord(
            id,
            Or(row.Text(fields.Symbol), id),
            market.MarketId,
            Or(row.Text(fields.Exchange), market.Exchange),
            currency,
            Or(row.Text(fields.AssetClass), DefaultAssetClass),
            row.Text(fields.Issuer),
            row.Text(fields.Name),
            row.Date(fields.Listed, "listed"),
            row.Date(fields.Delisted, "delisted"),
            row.Date(fields.KnownOn, "delisting_known_on"),
            row.Number(fields.Return, "delisting_return"));
        Check(row, record);
        return record;
    }

    private static MarketDefinition MarketOf(ReferenceRow row, Columns fields, string? marketId)
    {
        var stated = Or(row.Text(fields.Market), marketId ?? "");
        if (stated.Length == 0)
            throw row.Error("a market in the row or for the whole file, found none");
        try
        {
            return MarketCatalog.Get(stated);
        }
        catch (UserError e)
        {
            throw new UserError($"{row.File}, line {row.Line}: {e.Message}", e);
        }
    }

    private static void Check(ReferenceRow row, InstrumentRecord record)
    {
        if (record.Listed >= record.Delisted)
            throw row.Error($"a delisting after the listing, found listed {record.Listed:yyyy-MM-dd} and delisted {record.Delisted:yyyy-MM-dd}");
        if (record.Delisted is null && (record.DelistingReturn is not null || record.DelistingKnownOn is not null))
            throw row.Error("a delisting date beside the return or known date of the delisting, found none");
        if (record.DelistingReturn < -1)
            throw row.Error(FormattableString.Invariant($"a delisting_return of at least -1 (nothing left), found {record.DelistingReturn}"));
    }

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    private sealed class Columns(ReferenceTable table)
    {
        public int Id { get; } = table.Find("instrumentid");

        public int Symbol { get; } = table.Find("symbol", "ticker");

        public int Market { get; } = table.Find("market", "marketid");

        public int Exchange { get; } = table.Find("exchange");

        public int Currency { get; } = table.Find("currency");

        public int AssetClass { get; } = table.Find("assetclass");

        public int Listed { get; } = table.Find("listed");

        public int Delisted { get; } = table.Find("delisted");

        public int KnownOn { get; } = table.Find("delistingknownon");

        public int Return { get; } = table.Find("delistingreturn");

        public int Issuer { get; } = table.Find("issuer", "issuerid");

        public int Name { get; } = table.Find("name", "security");
    }
}

/// <summary>One instrument as a reference file or the synthetic market states it. Empty text = not stated.</summary>
/// <param name="Listed">First tradable date; null where not stated.</param>
/// <param name="Delisted">First date on which it no longer trades; null where not stated.</param>
/// <param name="DelistingKnownOn">When the delisting became known; null where not stated (then: on the date itself).</param>
/// <param name="DelistingReturn">Simple return from the last close to what holders received; null where not stated.</param>
public sealed record InstrumentRecord(
    string InstrumentId,
    string Symbol,
    string MarketId,
    string Exchange,
    string Currency,
    string AssetClass,
    string IssuerId,
    string Name,
    DateOnly? Listed,
    DateOnly? Delisted,
    DateOnly? DelistingKnownOn,
    double? DelistingReturn);
