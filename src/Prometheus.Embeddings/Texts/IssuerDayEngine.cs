using Prometheus.Core.Numerics;
using Prometheus.Encoders.Projection;

namespace Prometheus.Embeddings.Texts;

/// <summary>
/// Joins the articles about an issuer that one session knows: near duplicates count once (equal content, or cosine ≥ 0.98 to an earlier one), the
/// rest are averaged with a half-life of four hours and brought to unit length. Weights are relative to the newest article: measured from
/// the session's cut-off they would all shrink by one factor, which the unit length takes out again.
/// </summary>
public static class IssuerDayEngine
{
    public const double NearDuplicate = 0.98;

    public const double HalfLifeHours = 4;

    /// <summary>Sessions before the day that novelty looks back on.</summary>
    public const int TrailingSessions = 20;

    /// <summary>ln 2 over the half-life.</summary>
    private const double DecayPerHour = 0.6931471805599453 / HalfLifeHours;

    /// <returns>Null where there is no article, or all of them cancel.</returns>
    public static IssuerDay? Join(IReadOnlyList<DatedVector> articles)
    {
        var kept = Distinct(articles);
        if (kept.Count == 0)
            return null;
        var sum = new double[kept[0].Vector.Length];
        foreach (var article in kept)
        {
            var weight = ScalarMath.Exp(-DecayPerHour * (kept[^1].Published - article.Published).TotalHours);
            for (var k = 0; k < sum.Length; k++)
                sum[k] += weight * article.Vector[k];
        }

        UnitLength.Make(sum);
        var vector = Array.ConvertAll(sum, v => (float)v);
        if (!vector.AsSpan().ContainsAnyExcept(0f))
            return null;
        var together = 0.0;
        foreach (var article in kept)
            together += Cosine(article.Vector, vector);
        return new IssuerDay(vector, kept.Count, Math.Max(0, 1 - (together / kept.Count)), kept.ConvertAll(a => a.Id));
    }

    /// <summary>1 − the largest cosine to the vectors of the trailing sessions; NaN without any.</summary>
    public static double Novelty(float[] vector, IEnumerable<float[]> trailing)
    {
        var nearest = double.NaN;
        foreach (var earlier in trailing)
        {
            var cosine = Cosine(vector, earlier);
            nearest = cosine <= nearest ? nearest : cosine; // the first one replaces NaN
        }

        return 1 - nearest;
    }

    private static List<DatedVector> Distinct(IReadOnlyList<DatedVector> articles)
    {
        var kept = new List<DatedVector>();
        foreach (var article in articles.OrderBy(a => a.Published).ThenBy(a => a.Id, StringComparer.Ordinal))
        {
            if (!kept.Exists(k => k.ContentHash == article.ContentHash || Cosine(k.Vector, article.Vector) >= NearDuplicate))
                kept.Add(article);
        }

        return kept;
    }

    /// <summary>Of unit vectors; summed in order.</summary>
    private static double Cosine(float[] a, float[] b)
    {
        var sum = 0.0;
        for (var k = 0; k < a.Length; k++)
            sum += (double)a[k] * b[k];
        return sum;
    }
}

/// <summary>The vector of one article.</summary>
/// <param name="Id">Orders articles of one moment.</param>
/// <param name="Published">Moment of publication.</param>
/// <param name="ContentHash">Equal for equal texts.</param>
/// <param name="Vector">Of unit length.</param>
public sealed record DatedVector(string Id, DateTimeOffset Published, string ContentHash, float[] Vector);

/// <summary>An issuer's articles of one session as one vector.</summary>
/// <param name="Vector">Of unit length.</param>
/// <param name="Documents">Articles, near duplicates counted once.</param>
/// <param name="Dispersion">1 − mean cosine of the articles to the vector.</param>
/// <param name="Members">Ids of the articles that count, the first of each group of near duplicates, in order of publication.</param>
public sealed record IssuerDay(float[] Vector, int Documents, double Dispersion, IReadOnlyList<string> Members);
