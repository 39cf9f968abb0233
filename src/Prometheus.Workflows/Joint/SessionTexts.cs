using Prometheus.Stores.Embeddings;
using Prometheus.Stores.Texts;

namespace Prometheus.Workflows.Joint;

/// <summary>The text vectors of one market's articles or macro events, each on the session from which it may be used.</summary>
internal static class SessionTexts
{
    /// <summary>By session, then id.</summary>
    public static IReadOnlyList<StoredVector> Read(
        IDatabaseReads historical, RegimeContextKind kind, string modelId, string marketId, RegimeContextFilter filter, DateOnly first, DateOnly last)
    {
        var wanted = kind == RegimeContextKind.News
            ? NewsStore.Read(historical, marketId, first, last).Where(a => IsAny(filter.Language, a.Language)).Select(a => a.ArticleId)
            : MacroStore.Read(historical, marketId, first, last).Where(e => IsAny(filter.Country, e.Country) && IsAny(filter.EventType, e.EventType)).Select(e => e.EventId);
        var ids = wanted.ToHashSet(StringComparer.Ordinal);
        return TextEmbeddingStore.Read(historical, modelId, kind == RegimeContextKind.News ? "NEWS" : "MACRO", first, last)
            .Where(v => ids.Contains(v.EntityId)).ToArray();
    }

    private static bool IsAny(string? asked, string? found) => asked is null || string.Equals(asked, found, StringComparison.OrdinalIgnoreCase);
}
