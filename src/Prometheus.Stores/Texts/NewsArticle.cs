namespace Prometheus.Stores.Texts;

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
