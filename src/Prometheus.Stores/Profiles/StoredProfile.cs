namespace Prometheus.Stores.Profiles;

/// <summary>One row of <c>profiles</c>.</summary>
/// <param name="IssuerId">Whose.</param>
/// <param name="AsOf">Session from whose close on it may be used.</param>
/// <param name="ProfileId">Follows from issuer, date and model.</param>
/// <param name="InputHash">Two rows with one hash say the same.</param>
/// <param name="Structured">JSON object: numeric_features, fundamentals, news_features, text_references …</param>
/// <param name="RiskFlags">JSON object: vol_flag, dd_flag, leverage_flag, news_recency_flag …</param>
/// <param name="Weak">The risks together are high.</param>
/// <param name="DataQuality">Share of its inputs that were known.</param>
/// <param name="EmbeddingVectorRef">Key of its row in <c>numeric_window_embeddings</c>; null where there is none.</param>
public sealed record StoredProfile(
    string IssuerId, DateOnly AsOf, string ProfileId, string InputHash, string Structured, string RiskFlags, bool Weak, double DataQuality, string? EmbeddingVectorRef);
