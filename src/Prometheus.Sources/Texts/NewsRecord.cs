namespace Prometheus.Sources.Texts;

/// <summary>One article of a file.</summary>
/// <param name="ArticleId">Follows from market, source and the source's own id; without one, from time and headline.</param>
/// <param name="KnownOn">First session whose cut-off is later than <paramref name="Timestamp"/>.</param>
/// <param name="Symbols">As the file spells them, each once, in ordinal order.</param>
public sealed record NewsRecord(
    string ArticleId,
    DateTimeOffset Timestamp,
    DateOnly KnownOn,
    string Source,
    string? Language,
    string Headline,
    string? Body,
    IReadOnlyList<string> Symbols);
