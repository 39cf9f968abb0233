using System.Text.Json;

namespace Prometheus.Stores.Texts;

/// <summary>Articles and whom they are about: <c>news_articles</c>, <c>news_links</c>.</summary>
public static class NewsStore
{
    private const int IdsAtOnce = 500;

    private static readonly TableShape Articles = new(
        "news_articles",
        keyColumns: 1,
        Column.Text("article_id"),
        Column.Text("market_id"),
        Column.Instant("timestamp"),
        Column.Date("known_on"),
        Column.Text("source"),
        Column.Text("language"),
        Column.Text("headline"),
        Column.Text("body"),
        Column.Text("content_hash"),
        Column.Json("metadata"));

    private static readonly TableShape Links = new(
        "news_links", keyColumns: 3, Column.Text("article_id"), Column.Text("issuer_id"), Column.Text("instrument_id"));

    /// <summary>
    /// The articles of a market known from <paramref name="start"/> to <paramref name="asOf"/>, by session, then id. Left out are those
    /// that name only companies the market does not have: they are no news of the market.
    /// </summary>
    public static IReadOnlyList<NewsArticle> Read(IDatabaseReads historical, string marketId, DateOnly start, DateOnly asOf)
        => ReadAll(historical, marketId, start, asOf).Where(a => a.Links.Count > 0 || a.UnknownSymbols.Count == 0).ToArray();

    /// <summary>The same with articles that name only companies the market does not have.</summary>
    public static IReadOnlyList<NewsArticle> ReadAll(IDatabaseReads historical, string marketId, DateOnly start, DateOnly asOf)
    {
        var links = ReadLinks(historical, marketId, start, asOf);
        var articles = new List<NewsArticle>();
        using var rows = historical.Read(
            """
            SELECT article_id, known_on, timestamp, source, language, headline, body, content_hash, metadata FROM news_articles
            WHERE market_id = @marketId AND known_on BETWEEN @start AND @asOf ORDER BY known_on, article_id
            """,
            new { marketId, start, asOf });
        while (rows.Next())
        {
            var id = rows.Text(0);
            articles.Add(new NewsArticle(
                id, rows.Date(1), rows.Instant(2), rows.Text(3), rows.TextOrNull(4), rows.Text(5), rows.TextOrNull(6), rows.Text(7),
                links.TryGetValue(id, out var found) ? found : [], UnknownOf(rows.TextOrNull(8))));
        }

        return articles;
    }

    /// <summary>Writes articles that are new or differ from what is stored, with their links. Returns how many were added and changed.</summary>
    /// <param name="articles">Each id once.</param>
    public static (int Added, int Changed) Save(DatabaseTransaction unit, string marketId, IReadOnlyList<NewsArticle> articles)
    {
        var stored = ReadAll(unit, marketId, DateOnly.MinValue, DateOnly.MaxValue).ToDictionary(a => a.ArticleId, StringComparer.Ordinal);
        var writes = articles.Where(a => !a.Equals(stored.GetValueOrDefault(a.ArticleId))).OrderBy(a => a.ArticleId, StringComparer.Ordinal).ToArray();
        foreach (var ids in writes.Select(a => a.ArticleId).Where(stored.ContainsKey).Chunk(IdsAtOnce))
            unit.Execute("DELETE FROM news_links WHERE article_id IN @ids", new { ids });
        var saved = FactRows.Save(unit, Articles, writes, a => stored.ContainsKey(a.ArticleId), (rows, a) => rows
            .Text(a.ArticleId).Text(marketId).Instant(a.Timestamp).Date(a.KnownOn).Text(a.Source).Text(a.Language)
            .Text(a.Headline).Text(a.Body).Text(a.ContentHash).Json(MetadataOf(a)));
        var links = writes.SelectMany(a => a.Links.Select(l => (a.ArticleId, l.IssuerId, l.InstrumentId))).ToArray();
        FactRows.Save(unit, Links, links, _ => false, (rows, l) => rows.Text(l.ArticleId).Text(l.IssuerId).Text(l.InstrumentId));
        return saved;
    }

    private static Dictionary<string, List<NewsLink>> ReadLinks(IDatabaseReads historical, string marketId, DateOnly start, DateOnly asOf)
    {
        var links = new Dictionary<string, List<NewsLink>>(StringComparer.Ordinal);
        using var rows = historical.Read(
            """
            SELECT l.article_id, l.issuer_id, l.instrument_id FROM news_articles a JOIN news_links l ON l.article_id = a.article_id
            WHERE a.market_id = @marketId AND a.known_on BETWEEN @start AND @asOf ORDER BY l.article_id, l.issuer_id, l.instrument_id
            """,
            new { marketId, start, asOf });
        while (rows.Next())
        {
            var id = rows.Text(0);
            if (!links.TryGetValue(id, out var list))
                links.Add(id, list = []);
            list.Add(new NewsLink(rows.Text(1), rows.Text(2)));
        }

        return links;
    }

    private static string? MetadataOf(NewsArticle article)
        => article.UnknownSymbols.Count == 0 ? null : JsonSerializer.Serialize(new Dictionary<string, IReadOnlyList<string>> { ["unknown_symbols"] = article.UnknownSymbols });

    private static string[] UnknownOf(string? metadata)
    {
        if (metadata is null)
            return [];
        using var json = JsonDocument.Parse(metadata);
        return json.RootElement.TryGetProperty("unknown_symbols", out var symbols) ? [.. symbols.EnumerateArray().Select(s => s.GetString()!)] : [];
    }
}

/// <summary>One row of <c>news_articles</c> with its links.</summary>
/// <param name="ArticleId">Made from market, source and the source's own id; without one, from time and headline.</param>
/// <param name="KnownOn">First session whose cut-off is later than <paramref name="Timestamp"/>.</param>
/// <param name="ContentHash">Of headline and body.</param>
/// <param name="Links">In order of issuer, then instrument; empty for news of the market.</param>
/// <param name="UnknownSymbols">Symbols it named that the market does not have, in ordinal order.</param>
public sealed record NewsArticle(
    string ArticleId,
    DateOnly KnownOn,
    DateTimeOffset Timestamp,
    string Source,
    string? Language,
    string Headline,
    string? Body,
    string ContentHash,
    IReadOnlyList<NewsLink> Links,
    IReadOnlyList<string> UnknownSymbols)
{
    /// <summary>Each issuer once, in ordinal order; empty for news of the market.</summary>
    public IEnumerable<string> IssuerIds => Links.Select(l => l.IssuerId).Distinct(StringComparer.Ordinal);

    /// <summary>Headline and body as one text.</summary>
    public string Text => Body is null ? Headline : $"{Headline}\n{Body}";

    public bool Equals(NewsArticle? other)
        => other is not null
            && (ArticleId, KnownOn, Timestamp, Source, Language, ContentHash) == (other.ArticleId, other.KnownOn, other.Timestamp, other.Source, other.Language, other.ContentHash)
            && (Headline, Body) == (other.Headline, other.Body)
            && Links.SequenceEqual(other.Links)
            && UnknownSymbols.SequenceEqual(other.UnknownSymbols, StringComparer.Ordinal);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ArticleId);
}

/// <summary>Whom an article is about.</summary>
public sealed record NewsLink(string IssuerId, string InstrumentId);
