namespace Prometheus.Opinions.Assessment;

/// <summary>One score of the user's own model.</summary>
/// <param name="InstrumentId">Whom it is about; a name the market does not have is passed over.</param>
/// <param name="AsOf">The date it speaks from.</param>
/// <param name="KnownOn">The date it became known; it may be used from the first session on or after both.</param>
/// <param name="Score">Larger is better; finite, any scale.</param>
public sealed record ImportedScore(string InstrumentId, DateOnly AsOf, DateOnly KnownOn, double Score);
