namespace Prometheus.Embeddings.Texts;

/// <summary>An issuer's articles of one session as one vector.</summary>
/// <param name="Vector">Of unit length.</param>
/// <param name="Documents">Articles, near duplicates counted once.</param>
/// <param name="Dispersion">1 − mean cosine of the articles to the vector.</param>
/// <param name="Members">Ids of the articles that count, the first of each group of near duplicates, in order of publication.</param>
public sealed record IssuerDay(float[] Vector, int Documents, double Dispersion, IReadOnlyList<string> Members);
