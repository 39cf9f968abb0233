using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Prometheus.Core.Markets;

namespace Prometheus.Workflows.MarketLoading;

/// <summary>
/// The data digest of a loaded slice: SHA-256 over everything a result may depend on, in session and ordinal id order. It follows from the
/// slice alone: what is stored after its end, tiles, databases and loading order leave no mark. The vendor's adjusted close is not part of
/// it, because it is restated with every later dividend and no result reads it.
/// </summary>
public static class MarketDigest
{
    /// <summary>The fields a market must have been loaded with.</summary>
    public static IReadOnlyList<PriceField> Fields { get; } =
        [PriceField.Open, PriceField.High, PriceField.Low, PriceField.Close, PriceField.Volume];

    /// <summary>Sessions hashed in one piece, so that pieces can be hashed side by side.</summary>
    private const int PieceSessions = 256;

    /// <param name="issuers">Issuers whose instruments the results tell apart; null for none. Who issued the others leaves no mark.</param>
    /// <returns>Lower-case hex.</returns>
    /// <exception cref="ModelError">One of <see cref="Fields"/> was not loaded.</exception>
    public static string Compute(Market market, IReadOnlySet<string>? issuers = null, CancellationToken cancellation = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Text(hash, "market-slice-v1", market.Definition.MarketId, market.Definition.Currency);
        Number(hash, market.Sessions.Count);
        foreach (var date in market.Sessions.Dates)
            Number(hash, date.DayNumber);
        Instruments(hash, market);
        Actions(hash, market.Actions);
        Text(hash, [.. market.Sectors.Names]);
        for (var session = 0; session < market.Sessions.Count; session++)
            hash.AppendData(market.Sectors.Codes.Row(session));
        hash.AppendData(PricePieces(market, cancellation));
        Series(hash, market.Series);
        if (market.RegimeIndex is { } index)
            Text(hash, "regime-index", index);
        if (issuers is { Count: > 0 })
            Text(hash, ["issued-by", .. market.Issuers.SelectMany((issuer, i) => issuer is not null && issuers.Contains(issuer) ? new[] { market.Instruments[i], issuer } : [])]);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A store without series keeps the digest it always had.</summary>
    private static void Series(IncrementalHash hash, MarketSeries series)
    {
        if (series.Ids.Count == 0)
            return;
        Text(hash, [.. series.Ids]);
        hash.AppendData(MemoryMarshal.AsBytes(series.Values.Values));
    }

    private static void Instruments(IncrementalHash hash, Market market)
    {
        Text(hash, market.Instruments.Ids);
        for (var i = 0; i < market.Instruments.Count; i++)
        {
            var listing = market.Listings[i];
            Number(hash, (int)market.Basis[i]);
            Number(hash, market.Funds.Contains(i) ? 1 : 0);
            Number(hash, listing.Listed?.DayNumber ?? -1);
            Number(hash, listing.Delisted?.DayNumber ?? -1);
            Number(hash, listing.DelistingKnownOn?.DayNumber ?? -1);
            Number(hash, BitConverter.DoubleToInt64Bits(listing.DelistingReturn ?? double.NaN));
        }
    }

    private static void Actions(IncrementalHash hash, CorporateActions actions)
    {
        Number(hash, actions.All.Length);
        foreach (var action in actions.All)
        {
            Number(hash, action.Session);
            Number(hash, action.Instrument);
            Number(hash, BitConverter.DoubleToInt64Bits(action.SplitRatio));
            Number(hash, BitConverter.DoubleToInt64Bits(action.Dividend));
        }
    }

    /// <summary>The hashes of all pieces, field after field, session after session.</summary>
    private static byte[] PricePieces(Market market, CancellationToken cancellation)
    {
        var panels = Fields.Select(f => market.Prices[f]).ToArray();
        var columns = market.Instruments.Count;
        var pieces = (market.Sessions.Count + PieceSessions - 1) / PieceSessions;
        var hashes = new byte[panels.Length * pieces * SHA256.HashSizeInBytes];
        Parallel.For(0, panels.Length * pieces, new ParallelOptions { CancellationToken = cancellation }, piece =>
        {
            var first = piece % pieces * PieceSessions;
            var count = Math.Min(PieceSessions, market.Sessions.Count - first);
            var values = panels[piece / pieces].Values.Slice(first * columns, count * columns);
            SHA256.HashData(MemoryMarshal.AsBytes(values), hashes.AsSpan(piece * SHA256.HashSizeInBytes));
        });
        return hashes;
    }

    private static void Number(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }

    private static void Text(IncrementalHash hash, params ReadOnlySpan<string> texts)
    {
        Number(hash, texts.Length);
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Number(hash, bytes.Length);
            hash.AppendData(bytes);
        }
    }
}
