namespace Prometheus.Stores.Embeddings;

/// <summary>One row of <c>text_embeddings</c>.</summary>
/// <param name="AsOf">Session from whose close on it may be used.</param>
/// <param name="SourceId">Article, event, or <c>issuer:yyyy-MM-dd</c>.</param>
/// <param name="ContentHash">Of the text; of the members for an issuer-day.</param>
/// <param name="Documents">How many texts it stands for, near duplicates counted once.</param>
/// <param name="Novelty">1 − largest cosine to the issuer's trailing sessions; NaN where that says nothing.</param>
/// <param name="Dispersion">1 − mean cosine of the members to their mean; NaN for a single text's row.</param>
/// <param name="FitServedFrom">First session of the fit that served; null where a server encoded.</param>
/// <param name="Vector">float32 of unit length.</param>
public sealed record TextEmbeddingRow(
    DateOnly AsOf,
    string SourceId,
    string ContentHash,
    int Documents,
    double Novelty,
    double Dispersion,
    DateOnly? FitServedFrom,
    float[] Vector);
