using Prometheus.Core.Markets;
using Prometheus.Sources.Texts;
using Prometheus.Stores.Texts;

namespace Prometheus.Workflows.Facts;

/// <summary>
/// Reads filings or transcripts and stores those of the market's issuers: all of the file or nothing. Importing twice changes nothing.
/// </summary>
public static class ImportDocuments
{
    /// <exception cref="UserError">An unreadable file, or no usable row.</exception>
    /// <exception cref="NothingMatchedError">The market has no instruments yet.</exception>
    public static ImportFactsSummary Filings(DatabasePair databases, ImportTextsOptions options)
        => Run(databases, options, hasTypes: true, (unit, documents) => FilingStore.Save(unit, [.. documents.Select(d => FilingOf(d.Record, d.IssuerId))]));

    /// <inheritdoc cref="Filings"/>
    public static ImportFactsSummary Transcripts(DatabasePair databases, ImportTextsOptions options)
        => Run(databases, options, hasTypes: false, (unit, documents) => EarningsCallStore.Save(unit, [.. documents.Select(d => CallOf(d.Record, d.IssuerId))]));

    internal static Filing FilingOf(DocumentRecord r, string issuerId)
        => new(r.DocumentId, issuerId, r.Type, r.Date, r.KnownOn, r.Text, ContentHash.Of(r.Text), r.Source);

    internal static EarningsCall CallOf(DocumentRecord r, string issuerId)
        => new(r.DocumentId, issuerId, r.Date, r.KnownOn, r.Text, ContentHash.Of(r.Text), r.Source);

    private static ImportFactsSummary Run(
        DatabasePair databases, ImportTextsOptions options, bool hasTypes,
        Func<DatabaseTransaction, IReadOnlyList<(DocumentRecord Record, string IssuerId)>, (int Added, int Changed)> save)
    {
        var market = MarketCatalog.Get(options.MarketId);
        var reading = DocumentFile.Read(options.Path, options.File, market, hasTypes);
        var names = new NameLookup(databases, market, options.Suffix);
        var documents = reading.Records.Select(r => (Record: r, IssuerId: names.FindIssuer(r.Name)))
            .Where(d => d.IssuerId is not null).Select(d => (d.Record, IssuerId: d.IssuerId!)).ToArray();
        using var unit = databases.Historical.Begin();
        var saved = save(unit, documents);
        var sources = string.Join(',', documents.Select(d => d.Record.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(10));
        FactBookkeeping.Save(unit, market, options.Path, reading, options with { Path = "" }, sources, documents.Length);
        unit.Commit();
        return FactBookkeeping.Summary(
            reading,
            [.. documents.Select(d => d.Record.KnownOn)],
            saved,
            names.Unknown,
            ("issuers", documents.Select(d => d.IssuerId).Distinct(StringComparer.Ordinal).Count()));
    }
}

/// <summary>What texts to import, and how to read them.</summary>
public sealed record ImportTextsOptions
{
    /// <summary>One file.</summary>
    public required string Path { get; init; }

    public required string MarketId { get; init; }

    public TextFileOptions File { get; init; } = new();

    /// <summary>Ending of instrument ids made from symbols; null takes the market's.</summary>
    public string? Suffix { get; init; }
}
