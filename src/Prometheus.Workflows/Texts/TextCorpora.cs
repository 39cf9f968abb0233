using Prometheus.Embeddings.Texts;
using Prometheus.Encoders.Text;
using Prometheus.Stores.Texts;

namespace Prometheus.Workflows.Texts;

/// <summary>Reads what a model encodes.</summary>
internal static class TextCorpora
{
    public static TextCorpus Load(DatabasePair databases, TextRequest request, CancellationToken cancellation)
    {
        var corpus = request.Model.SourceType switch
        {
            TextModel.Macro => Macro(databases, request),
            TextModel.Profile => Profiles(databases, request, cancellation),
            _ => News(databases, request),
        };
        return request.Limit is { } limit ? corpus with { Selected = corpus.Selected.Take(limit).ToArray() } : corpus;
    }

    private static TextCorpus News(DatabasePair databases, TextRequest request)
    {
        var (articles, documents) = NewsOf(databases, request);
        var selected = documents.Where((d, i) => d.KnownOn >= request.Start && Matches(request.Language, articles[i].Language)).ToArray();

        // An article whose names the market no longer has is still the market's: its vector goes.
        var owned = NewsStore.ReadAll(databases.Historical, request.MarketId, request.Start, request.End).Select(a => a.ArticleId).ToHashSet(StringComparer.Ordinal);
        return new TextCorpus(documents, selected, owned.Contains);
    }

    private static (IReadOnlyList<NewsArticle> Articles, TextDocument[] Documents) NewsOf(DatabasePair databases, TextRequest request)
    {
        var articles = NewsStore.Read(databases.Historical, request.MarketId, DateOnly.MinValue, request.End);
        return (articles, articles.Select(a => new TextDocument(a.ArticleId, a.KnownOn, a.Headline, a.Body ?? "", a.ContentHash)).ToArray());
    }

    private static TextCorpus Macro(DatabasePair databases, TextRequest request)
    {
        var events = MacroStore.Read(databases.Historical, request.MarketId, DateOnly.MinValue, request.End);
        var documents = events.Select(e => new TextDocument(e.EventId, e.KnownOn, "", TextOf(e), TextHash.Of(TextOf(e)))).ToArray();
        var selected = documents.Where((d, i) => d.KnownOn >= request.Start && Matches(request.Country, events[i].Country) && Matches(request.EventType, events[i].EventType)).ToArray();

        // Some twenty events a year are too few to learn a language from: the market's news teach it too.
        var read = documents.Concat(NewsOf(databases, request).Documents).OrderBy(d => d.KnownOn).ThenBy(d => d.Id, StringComparer.Ordinal).ToArray();
        return new TextCorpus(read, selected, Owner(documents));
    }

    private static TextCorpus Profiles(DatabasePair databases, TextRequest request, CancellationToken cancellation)
    {
        var (documents, issuers) = ProfileTexts.Load(databases, request.MarketId, request.End, cancellation);
        return new TextCorpus(
            documents,
            documents.Where(d => d.KnownOn >= request.Start).ToArray(),
            id => issuers.Contains(id[..Math.Max(0, id.LastIndexOf(':'))]));
    }

    /// <summary>The type is a word of the text: <c>FOMC. Target range raised …</c></summary>
    private static string TextOf(MacroEvent happened) => $"{happened.EventType.Replace('_', ' ')}. {happened.Description}";

    private static bool Matches(string? wanted, string? found) => wanted is null || string.Equals(wanted, found, StringComparison.OrdinalIgnoreCase);

    private static Func<string, bool> Owner(TextDocument[] documents) => documents.Select(d => d.Id).ToHashSet(StringComparer.Ordinal).Contains;
}

/// <summary>The texts of one source and market that are known by a date.</summary>
/// <param name="Documents">By session, then id; all of them, whatever is asked to be written: fits read all that was known before them.</param>
/// <param name="Selected">Those that were asked for, in the same order.</param>
/// <param name="Owned">Whether a stored source id belongs to this market.</param>
internal sealed record TextCorpus(IReadOnlyList<TextDocument> Documents, IReadOnlyList<TextDocument> Selected, Func<string, bool> Owned);
