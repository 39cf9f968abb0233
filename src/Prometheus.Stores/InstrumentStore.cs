using Prometheus.Core.Markets;

namespace Prometheus.Stores;

/// <summary>Markets, issuers and instruments. These are identities, not dated facts; what changes with time is in <see cref="FactStore"/>.</summary>
public static class InstrumentStore
{
    private const string AssumedMetadata = """{"assumed":true}""";

    private static readonly TableShape Markets = new(
        "markets",
        keyColumns: 1,
        Column.Text("market_id"),
        Column.Text("name"),
        Column.Text("region"),
        Column.Text("timezone"),
        Column.Text("exchange"),
        Column.Text("currency"));

    private static readonly TableShape Issuers = new(
        "issuers", keyColumns: 1, Column.Text("issuer_id"), Column.Text("issuer_type"), Column.Text("name"));

    private static readonly TableShape Instruments = new(
        "instruments",
        keyColumns: 1,
        Column.Text("instrument_id"),
        Column.Text("issuer_id"),
        Column.Text("market_id"),
        Column.Text("asset_class"),
        Column.Text("symbol"),
        Column.Text("exchange"),
        Column.Text("currency"),
        Column.Text("status"),
        Column.Json("metadata"));

    /// <summary>The named instruments that are known, in id order.</summary>
    public static IReadOnlyList<InstrumentRow> Read(IDatabaseReads runtime, IReadOnlyCollection<string> instruments)
        => Read(runtime, "i.instrument_id IN @ids", new { ids = instruments.ToArray() });

    /// <summary>All instruments of a market, in id order.</summary>
    public static IReadOnlyList<InstrumentRow> ReadMarket(IDatabaseReads runtime, string marketId)
        => Read(runtime, "i.market_id = @marketId", new { marketId });

    /// <summary>Makes the market itself known; what is there stays.</summary>
    public static void SaveMarket(DatabaseTransaction unit, MarketDefinition market)
    {
        if (unit.Scalar<long>("SELECT COUNT(*) FROM markets WHERE market_id = @id", new { id = market.MarketId }) > 0)
            return;
        unit.Upsert(Markets, rows => rows
            .Text(market.MarketId).Text(market.Name).Text(market.Region).Text(market.TimeZone).Text(market.Exchange).Text(market.Currency).EndRow());
    }

    /// <summary>Writes instruments and their issuers, new or changed. Ids in ascending order, each once.</summary>
    public static void Save(DatabaseTransaction unit, IReadOnlyList<InstrumentRow> instruments)
    {
        if (instruments.Count == 0)
            return;
        SaveIssuers(unit, instruments);
        unit.Upsert(Instruments, rows =>
        {
            foreach (var i in instruments)
            {
                rows.Text(i.InstrumentId).Text(i.IssuerId).Text(i.MarketId).Text(i.AssetClass).Text(i.Symbol).Text(i.Exchange).Text(i.Currency)
                    .Text("ACTIVE").Json(i.Assumed ? AssumedMetadata : null).EndRow();
            }
        });
    }

    private static void SaveIssuers(DatabaseTransaction unit, IReadOnlyList<InstrumentRow> instruments)
        => unit.Upsert(Issuers, rows =>
        {
            foreach (var i in instruments.DistinctBy(i => i.IssuerId).OrderBy(i => i.IssuerId, StringComparer.Ordinal))
                rows.Text(i.IssuerId).Text("COMPANY").Text(i.IssuerName).EndRow();
        });

    private static List<InstrumentRow> Read(IDatabaseReads runtime, string condition, object parameters)
    {
        var instruments = new List<InstrumentRow>();
        using var rows = runtime.Read(
            $"""
            SELECT i.instrument_id, i.issuer_id, s.name, i.market_id, i.asset_class, i.symbol, i.exchange, i.currency, i.metadata IS NOT NULL
            FROM instruments i LEFT JOIN issuers s ON s.issuer_id = i.issuer_id WHERE {condition} ORDER BY i.instrument_id
            """,
            parameters);
        while (rows.Next())
        {
            instruments.Add(new InstrumentRow(
                rows.Text(0), rows.Text(1), rows.TextOrNull(2) ?? rows.Text(1), rows.Text(3), rows.Text(4), rows.Text(5),
                rows.TextOrNull(6) ?? "", rows.Text(7), rows.Boolean(8)));
        }

        return instruments;
    }
}

/// <summary>One row of <c>instruments</c>, with the name of its issuer.</summary>
/// <param name="IssuerName">The issuer's id where its name is not known.</param>
/// <param name="Assumed">True where no reference file has described the instrument yet: it was met in a price or sector file.</param>
public sealed record InstrumentRow(
    string InstrumentId,
    string IssuerId,
    string IssuerName,
    string MarketId,
    string AssetClass,
    string Symbol,
    string Exchange,
    string Currency,
    bool Assumed)
{
    public const string Equity = "EQUITY";
}
