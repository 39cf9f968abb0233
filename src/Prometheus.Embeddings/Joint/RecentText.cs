using Prometheus.Core.Numerics;

namespace Prometheus.Embeddings.Joint;

/// <summary>
/// The recent text of every name as of one session: the mean of its issuer-day vectors, weights halving every <see cref="HalfLifeSessions"/>
/// sessions of age; where there is none the same over its sector, then over the market. Sums run by age, then issuer.
/// </summary>
public sealed class RecentText
{
    /// <summary>After so many sessions a text counts half.</summary>
    public const double HalfLifeSessions = 2;

    private static readonly double LogHalf = ScalarMath.Log(0.5);

    private readonly Dictionary<string, float[]> _issuers;
    private readonly Dictionary<string, float[]> _sectors;
    private readonly float[]? _market;

    private RecentText(Dictionary<string, float[]> issuers, Dictionary<string, float[]> sectors, float[]? market)
        => (_issuers, _sectors, _market) = (issuers, sectors, market);

    /// <param name="texts">Of the sessions of the window, in any order.</param>
    public static RecentText Of(IEnumerable<IssuerText> texts)
    {
        var (issuers, sectors, market) = (new Dictionary<string, double[]>(StringComparer.Ordinal), new Dictionary<string, double[]>(StringComparer.Ordinal), (double[]?)null);
        foreach (var text in texts.OrderBy(t => t.Age).ThenBy(t => t.Issuer, StringComparer.Ordinal))
        {
            var weight = ScalarMath.Exp(LogHalf * text.Age / HalfLifeSessions);
            Add(Sum(issuers, text.Issuer, text.Vector.Length), text.Vector, weight);
            if (text.Sector is { } sector)
                Add(Sum(sectors, sector, text.Vector.Length), text.Vector, weight);
            Add(market ??= new double[text.Vector.Length], text.Vector, weight);
        }

        return new RecentText(Narrow(issuers), Narrow(sectors), market is null ? null : Array.ConvertAll(market, v => (float)v));
    }

    /// <summary>The text of a name and whose it is; null where nothing was written at all. Not of unit length.</summary>
    public (float[] Vector, TextLevel Level)? Find(string issuer, string? sector)
        => _issuers.TryGetValue(issuer, out var own) ? (own, TextLevel.Issuer)
            : sector is not null && _sectors.TryGetValue(sector, out var shared) ? (shared, TextLevel.Sector)
            : _market is { } market ? (market, TextLevel.Market)
            : null;

    private static double[] Sum(Dictionary<string, double[]> sums, string key, int width)
        => sums.TryGetValue(key, out var sum) ? sum : sums[key] = new double[width];

    private static void Add(double[] sum, float[] vector, double weight)
    {
        for (var i = 0; i < sum.Length; i++)
            sum[i] += weight * vector[i];
    }

    private static Dictionary<string, float[]> Narrow(Dictionary<string, double[]> sums)
        => sums.ToDictionary(s => s.Key, s => Array.ConvertAll(s.Value, v => (float)v), StringComparer.Ordinal);
}

/// <summary>What was written of an issuer on a session, as one vector.</summary>
/// <param name="Issuer">Id.</param>
/// <param name="Sector">The sector it was known in on that session; null where none was known.</param>
/// <param name="Age">Sessions since: 0 is the as-of session.</param>
/// <param name="Vector">float32.</param>
public sealed record IssuerText(string Issuer, string? Sector, int Age, float[] Vector);

/// <summary>Whose text speaks for a name.</summary>
public enum TextLevel
{
    Issuer,

    /// <summary>Nothing was written of the issuer: its sector.</summary>
    Sector,

    /// <summary>Nor of its sector: the whole market.</summary>
    Market,
}
