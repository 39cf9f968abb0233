namespace Prometheus.States.Profiles;

/// <summary>What was written about an issuer and known by a session.</summary>
/// <param name="Articles">On the trailing window's sessions.</param>
/// <param name="LastNews">Last session on which something became known; null where nothing ever did.</param>
/// <param name="DaysSinceLastNews">Calendar days since then; null where nothing ever did.</param>
public sealed record NewsFeatures(int Articles, DateOnly? LastNews, int? DaysSinceLastNews)
{
    /// <summary>Key of the issuer-day among text embeddings; null where nothing was ever written.</summary>
    public string? SourceIdOf(string issuerId) => LastNews is { } date ? FormattableString.Invariant($"{issuerId}:{date:yyyy-MM-dd}") : null;
}
