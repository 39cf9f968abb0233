using System.Globalization;
using System.Text.Json;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Databases;

namespace Prometheus.Workflows.MarketLoading;

/// <summary>A slice of a market as an input that can be looked at again: what was loaded, and up to which date.</summary>
/// <param name="End">Null for everything stored.</param>
internal sealed record MarketSlice(string MarketId, DateOnly? End, MarketReads Reads, MarketAxis Axis)
{
    public const string Kind = "market";

    /// <summary>Stands for a slice without a price.</summary>
    private const string Nothing = "nothing";

    public static MarketSlice Of(MarketLoadOptions options)
        => new(options.MarketId, options.End == DateOnly.MaxValue ? null : options.End, options.Reads, options.Axis);

    public static MarketSlice FromJson(string json) => JsonSerializer.Deserialize<MarketSlice>(json)!;

    /// <summary>The last session that was there, then the hex digest of what was loaded: <c>2015-12-31 9f…</c>.</summary>
    public static string DigestOf(Market market, MarketLoadOptions options)
    {
        using var digest = new UnitDigest(market, options.Reads);
        return string.Create(CultureInfo.InvariantCulture, $"{market.Sessions[^1]:yyyy-MM-dd} {digest.Through(market.Sessions.Count - 1)}");
    }

    /// <summary>The digest of the slice as it is stored now.</summary>
    /// <param name="through">An earlier end, to ask what stood before later sessions came.</param>
    public string DigestNow(DatabasePair databases, DateOnly? through, CancellationToken cancellation)
    {
        using var cover = AccessLog.Cover();
        var options = new MarketLoadOptions { MarketId = MarketId, End = through ?? End ?? DateOnly.MaxValue, Reads = Reads, Axis = Axis };
        try
        {
            return DigestOf(MarketLoader.Read(databases, options, cancellation), options);
        }
        catch (NothingMatchedError)
        {
            return Nothing;
        }
    }

    /// <summary>The last session of a recorded digest; null where there was none.</summary>
    public static DateOnly? LastSession(string digest)
        => DateOnly.TryParseExact(digest.Split(' ')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>Sessions stored after a date.</summary>
    public int SessionsAfter(DatabasePair databases, DateOnly date)
        => (int)databases.Historical.Scalar<long>(
            "SELECT COUNT(*) FROM market_sessions WHERE market_id = @market AND session_date > @date AND session_date <= @end",
            new { market = MarketId, date, end = End ?? DateOnly.MaxValue });

    public string ToJson() => JsonSerializer.Serialize(this);

    public override string ToString() => End is { } end ? string.Create(CultureInfo.InvariantCulture, $"market {MarketId} through {end:yyyy-MM-dd}") : $"market {MarketId}";
}
