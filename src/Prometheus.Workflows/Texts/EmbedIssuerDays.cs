using System.Globalization;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;
using Prometheus.Databases.Bulk;
using Prometheus.Embeddings.Texts;
using Prometheus.Jobs;
using Prometheus.Stores.Embeddings;
using Prometheus.Stores.Texts;

namespace Prometheus.Workflows.Texts;

/// <summary>Joins the stored vectors of articles into one an issuer and session, with count, novelty and dispersion; one unit a calendar year.</summary>
public static class EmbedIssuerDays
{
    /// <param name="modelId">Under which the articles' vectors are stored, and these will be.</param>
    /// <param name="sourceType">Of the joined vectors.</param>
    /// <param name="language">Only articles of this language; null for all.</param>
    /// <exception cref="NothingMatchedError">No article of the range has a vector.</exception>
    public static EmbedTextsOutcome Execute(
        DatabasePair databases,
        string marketId,
        string modelId,
        string sourceType,
        DateOnly start,
        DateOnly end,
        string? language,
        JobContext jobs)
    {
        var market = MarketCatalog.Get(marketId);
        var lookback = LookbackOf(market, start);
        var articles = NewsStore.Read(databases.Historical, marketId, lookback, end)
            .Where(a => language is null || string.Equals(a.Language, language, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(a => a.ArticleId, StringComparer.Ordinal);
        var vectors = TextEmbeddingStore.ReadRows(databases.Historical, modelId, TextModel.News, lookback, end).Where(v => articles.ContainsKey(v.SourceId)).ToArray();
        var days = Group(articles, vectors);
        var years = TextYear.Of(start, end).Where(y => days.Any(d => IsIn(d, y))).ToArray();
        if (years.Length == 0)
            throw new NothingMatchedError(FormattableString.Invariant(
                $"no article about an issuer of market {marketId} known from {start:yyyy-MM-dd} to {end:yyyy-MM-dd} has a vector of {modelId}; embed the articles first"));

        var issuers = days.Select(d => d.IssuerId).ToHashSet(StringComparer.Ordinal);
        var optionsHash = StableId.HashOf(new { modelId, sourceType, language });
        var units = years.ToDictionary(y => new JobUnit($"text {sourceType}", y.Range, marketId, optionsHash, InputsOf(days, LookbackOf(market, y.First), y.Last)));
        var outcome = jobs.Run(databases.Historical, new Job<IReadOnlyList<TextEmbeddingRow>>
        {
            Key = $"embed text {marketId}",
            Units = [.. units.Keys],
            Compute = (unit, token) => Join(market, days, units[unit], token),
            Save = (transaction, unit, rows) => TextEmbeddingStore.Save(
                transaction, modelId, sourceType, units[unit].First, units[unit].Last, rows, id => language is null && issuers.Contains(id[..Math.Max(0, id.LastIndexOf(':'))])),
        });
        return new EmbedTextsOutcome(modelId, sourceType, outcome, 0, 0, 0);
    }

    private static bool IsIn(ArticleDay day, TextYear year) => day.Session >= year.First && day.Session <= year.Last;

    /// <summary>Articles by issuer, then session.</summary>
    private static ArticleDay[] Group(Dictionary<string, NewsArticle> articles, TextEmbeddingRow[] vectors)
        => vectors.SelectMany(v => articles[v.SourceId].IssuerIds.Select(issuer => (Issuer: issuer, Vector: v)))
            .GroupBy(p => (p.Issuer, p.Vector.AsOf))
            .Select(g => new ArticleDay(g.Key.Issuer, g.Key.AsOf, [.. g.Select(p => p.Vector)], [.. g.Select(p => articles[p.Vector.SourceId].Timestamp)]))
            .OrderBy(d => d.IssuerId, StringComparer.Ordinal).ThenBy(d => d.Session).ToArray();

    private static TextEmbeddingRow[] Join(MarketDefinition market, ArticleDay[] days, TextYear year, CancellationToken cancellation)
    {
        var sessions = new SessionAxis(ExchangeCalendars.Get(market.Exchange).Sessions(LookbackOf(market, year.First), year.Last).Select(s => s.Date));
        var rows = new List<TextEmbeddingRow>();
        foreach (var issuer in days.Where(d => sessions.IndexOf(d.Session) >= 0).GroupBy(d => d.IssuerId, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var trailing = new List<(int Session, float[] Vector)>();
            foreach (var day in issuer)
            {
                var session = sessions.IndexOf(day.Session);
                if (IssuerDayEngine.Join(day.Dated) is not { } joined)
                    continue;
                if (IsIn(day, year))
                {
                    var recent = trailing.Where(v => v.Session >= session - IssuerDayEngine.TrailingSessions).Select(v => v.Vector);
                    rows.Add(RowOf(day, joined, IssuerDayEngine.Novelty(joined.Vector, recent)));
                }

                trailing.Add((session, joined.Vector));
            }
        }

        return [.. rows.OrderBy(r => r.AsOf).ThenBy(r => r.SourceId, StringComparer.Ordinal)];
    }

    private static TextEmbeddingRow RowOf(ArticleDay day, IssuerDay joined, double novelty)
        => new(
            day.Session,
            string.Create(CultureInfo.InvariantCulture, $"{day.IssuerId}:{day.Session:yyyy-MM-dd}"),
            TextHash.Of([.. day.Articles.Where(a => joined.Members.Contains(a.SourceId, StringComparer.Ordinal)).Select(a => a.ContentHash)]),
            joined.Documents,
            novelty,
            joined.Dispersion,
            day.Articles[0].FitServedFrom,
            joined.Vector);

    private static string InputsOf(ArticleDay[] days, DateOnly first, DateOnly last)
        => TextHash.Of([.. days.Where(d => d.Session >= first && d.Session <= last)
            .SelectMany(d => d.Articles.Zip(d.Published, (a, at) => FormattableString.Invariant($"{d.IssuerId} {a.AsOf:yyyy-MM-dd} {a.SourceId} {a.ContentHash} {a.FitServedFrom:yyyy-MM-dd} {at.UtcTicks} {VectorHash(a)}")))]);

    private static string VectorHash(TextEmbeddingRow row)
        => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(VectorBytes.Of(row.Vector.AsSpan())));

    /// <summary>The session from which novelty looks back on the first one.</summary>
    private static DateOnly LookbackOf(MarketDefinition market, DateOnly first)
    {
        var calendar = ExchangeCalendars.Get(market.Exchange);
        var earlier = calendar.Sessions(first.AddDays(-3 * IssuerDayEngine.TrailingSessions), first.AddDays(-1));
        return earlier[^Math.Min(earlier.Count, IssuerDayEngine.TrailingSessions)].Date;
    }
}

/// <summary>The articles about one issuer that one session knows.</summary>
/// <param name="Published">Of each article.</param>
internal sealed record ArticleDay(string IssuerId, DateOnly Session, TextEmbeddingRow[] Articles, DateTimeOffset[] Published)
{
    public DatedVector[] Dated => [.. Articles.Zip(Published, (a, at) => new DatedVector(a.SourceId, at, a.ContentHash, a.Vector))];
}
