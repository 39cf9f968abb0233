using Prometheus.Core.Markets;
using Prometheus.Sources.Texts;
using Prometheus.Stores.Texts;

namespace Prometheus.Workflows.Facts;

/// <summary>
/// Reads articles and stores them with the instruments and issuers their symbols name: all of the file or nothing. An article that is
/// stored already is written only where it differs; importing twice changes nothing.
/// </summary>
public static class ImportNews
{
    /// <exception cref="UserError">An unreadable file, or no usable row.</exception>
    /// <exception cref="NothingMatchedError">Articles name symbols and the market has no instruments yet.</exception>
    public static ImportFactsSummary Run(DatabasePair databases, ImportTextsOptions options)
    {
        var market = MarketCatalog.Get(options.MarketId);
        var reading = NewsFile.Read(options.Path, options.File, market);
        var names = reading.Records.Any(r => r.Symbols.Count > 0) ? new NameLookup(databases, market, options.Suffix) : null;
        var articles = reading.Records.Select(r => ArticleOf(r, names)).ToArray();
        using var unit = databases.Historical.Begin();
        var saved = NewsStore.Save(unit, market.MarketId, articles);
        var sources = string.Join(',', articles.Select(a => a.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(10));
        FactBookkeeping.Save(unit, market, options.Path, reading, options with { Path = "" }, sources, articles.Length);
        unit.Commit();
        return FactBookkeeping.Summary(
            reading,
            [.. articles.Select(a => a.KnownOn)],
            saved,
            names?.Unknown ?? [],
            ("links", articles.Sum(a => a.Links.Count)),
            ("issuers", articles.SelectMany(a => a.IssuerIds).Distinct(StringComparer.Ordinal).Count()),
            ("articles of the market", articles.Count(a => a.Links.Count == 0 && a.UnknownSymbols.Count == 0)),
            ("articles of unknown names only", articles.Count(a => a.Links.Count == 0 && a.UnknownSymbols.Count > 0)));
    }

    private static NewsArticle ArticleOf(NewsRecord record, NameLookup? names) => ArticleOf(record, s => names!.Find(s));

    /// <param name="find">The instrument and issuer of a symbol, or null.</param>
    internal static NewsArticle ArticleOf(NewsRecord record, Func<string, NewsLink?> find)
    {
        var found = record.Symbols.Select(s => (Symbol: s, Link: find(s))).ToArray();
        var links = found.Where(f => f.Link is not null).Select(f => f.Link!).Distinct()
            .OrderBy(l => l.IssuerId, StringComparer.Ordinal).ThenBy(l => l.InstrumentId, StringComparer.Ordinal);
        return new NewsArticle(
            record.ArticleId, record.KnownOn, record.Timestamp, record.Source, record.Language, record.Headline, record.Body,
            ContentHash.Of(record.Headline, record.Body), [.. links], [.. found.Where(f => f.Link is null).Select(f => f.Symbol)]);
    }
}
