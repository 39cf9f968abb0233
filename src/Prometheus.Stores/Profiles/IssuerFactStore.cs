using Prometheus.States.Profiles;

namespace Prometheus.Stores.Profiles;

/// <summary>What texts say of issuers without their words: how much was written when, and ids.</summary>
public static class IssuerFactStore
{
    /// <summary>By issuer the sessions with news and the number of articles, and the last article of each by id; ascending.</summary>
    public static ILookup<string, (NewsDay Day, string ArticleId)> ReadNews(IDatabaseReads historical, string marketId, DateOnly asOf)
    {
        var days = new List<(string Issuer, NewsDay Day, string Article)>();
        using var rows = historical.Read(
            """
            SELECT l.issuer_id, a.known_on, COUNT(DISTINCT a.article_id), MAX(a.article_id)
            FROM news_articles a JOIN news_links l ON l.article_id = a.article_id
            WHERE a.market_id = @marketId AND a.known_on <= @asOf GROUP BY l.issuer_id, a.known_on ORDER BY l.issuer_id, a.known_on
            """,
            new { marketId, asOf });
        while (rows.Next())
            days.Add((rows.Text(0), new NewsDay(rows.Date(1), (int)rows.Integer(2)), rows.Text(3)));
        return days.ToLookup(d => d.Issuer, d => (d.Day, d.Article), StringComparer.Ordinal);
    }

    /// <summary>By issuer the filings and transcripts known on or before <paramref name="asOf"/>.</summary>
    public static ILookup<string, TextReference> ReadTexts(IDatabaseReads historical, DateOnly asOf)
    {
        var texts = new List<(string Issuer, TextReference Text)>();
        Add(TextKind.Filing, "SELECT issuer_id, filing_id, known_on FROM filings WHERE known_on <= @asOf");
        Add(TextKind.Transcript, "SELECT issuer_id, call_id, known_on FROM earnings_calls WHERE known_on <= @asOf");
        return texts.OrderBy(t => t.Text.KnownOn).ThenBy(t => t.Text.Id, StringComparer.Ordinal).ToLookup(t => t.Issuer, t => t.Text, StringComparer.Ordinal);

        void Add(TextKind kind, string sql)
        {
            using var rows = historical.Read(sql, new { asOf });
            while (rows.Next())
                texts.Add((rows.Text(0), new TextReference(kind, rows.Text(1), rows.Date(2))));
        }
    }
}
