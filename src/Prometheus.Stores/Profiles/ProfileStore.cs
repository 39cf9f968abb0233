using System.Text.Json;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.States.Profiles;

namespace Prometheus.Stores.Profiles;

/// <summary>Profiles ⇄ <c>profiles</c>.</summary>
public static class ProfileStore
{
    private static readonly TableShape Profiles = new(
        "profiles",
        keyColumns: 3,
        Column.Text("issuer_id"),
        Column.Date("as_of_date"),
        Column.Text("model_id"),
        Column.Text("profile_id"),
        Column.Text("input_hash"),
        Column.Json("structured"),
        Column.Text("embedding_vector_ref"),
        Column.Json("risk_flags"),
        Column.Boolean("weak_profile"),
        Column.Real("data_quality"));

    private const string RowColumns =
        """
        SELECT issuer_id, as_of_date, profile_id, input_hash, CAST(structured AS TEXT), CAST(risk_flags AS TEXT), weak_profile, data_quality, embedding_vector_ref
        FROM profiles WHERE model_id = @modelId AND as_of_date BETWEEN @start AND @asOf
        """;

    /// <summary>Makes the dates from one to another hold exactly these profiles of a market's issuers. Returns the rows written.</summary>
    /// <param name="profiles">Of the range, in any order.</param>
    /// <param name="vectorRefOf">Key of a profile's embedding, null where it has none.</param>
    public static long Save(
        DatabaseTransaction unit,
        Market market,
        string modelId,
        DateOnly first,
        DateOnly last,
        IEnumerable<IssuerProfile> profiles,
        Func<IssuerProfile, string?> vectorRefOf)
    {
        var range = KeyRange.Where(
            "model_id = @modelId AND as_of_date BETWEEN @first AND @last AND issuer_id IN (SELECT issuer_id FROM instruments WHERE market_id = @market)",
            new { modelId, first, last, market = market.Definition.MarketId });
        return unit.Replace(Profiles, range, rows =>
        {
            foreach (var profile in profiles.OrderBy(p => p.IssuerId, StringComparer.Ordinal).ThenBy(p => p.AsOf))
            {
                var content = ProfileContent.Of(profile);
                rows.Text(profile.IssuerId).Date(profile.AsOf).Text(modelId).Text(profile.IdUnder(modelId)).Text(profile.InputHash)
                    .Json(CanonicalJson.SerializeToString(content.Structured)).Text(vectorRefOf(profile))
                    .Json(CanonicalJson.SerializeToString(content.RiskFlags)).Boolean(profile.Weak).Real(profile.DataQuality).EndRow();
            }
        });
    }

    /// <summary>Profiles dated from one day to another, by date, then issuer.</summary>
    public static IReadOnlyList<StoredProfile> Read(IDatabaseReads runtime, string modelId, DateOnly start, DateOnly asOf)
        => Read(runtime, RowColumns + " ORDER BY as_of_date, issuer_id", new { modelId, start, asOf });

    /// <summary>The latest profile of one issuer dated on or before <paramref name="asOf"/>; null where there is none.</summary>
    public static StoredProfile? ReadLatest(IDatabaseReads runtime, string modelId, string issuerId, DateOnly asOf)
        => Read(
            runtime,
            RowColumns + " AND issuer_id = @issuerId ORDER BY as_of_date DESC LIMIT 1",
            new { modelId, start = DateOnly.MinValue, asOf, issuerId }).FirstOrDefault();

    /// <summary>What engines read of the profiles dated on or before <paramref name="asOf"/>.</summary>
    public static KnownProfiles ReadKnown(IDatabaseReads runtime, string modelId, DateOnly asOf)
        => new(modelId, Read(runtime, modelId, DateOnly.MinValue, asOf).Select(KnownOf));

    private static List<StoredProfile> Read(IDatabaseReads runtime, string sql, object parameters)
    {
        var profiles = new List<StoredProfile>();
        using var rows = runtime.Read(sql, parameters);
        while (rows.Next())
        {
            profiles.Add(new StoredProfile(
                rows.Text(0), rows.Date(1), rows.Text(2), rows.Text(3), rows.Text(4), rows.Text(5), rows.Boolean(6), rows.Real(7), rows.TextOrNull(8)));
        }

        return profiles;
    }

    private static KnownProfile KnownOf(StoredProfile row)
    {
        using var json = JsonDocument.Parse(row.Structured);
        var (fundamentals, style) = (Part(json, "fundamentals"), Part(json, "style"));
        return new KnownProfile(row.IssuerId, row.AsOf, row.Weak, row.DataQuality)
        {
            Leverage = Number(fundamentals, "leverage"),
            NegativeEquity = fundamentals is { } known && known.GetProperty("negative_equity").ValueKind == JsonValueKind.True,
            NetMargin = Number(fundamentals, "net_margin"),
            Style = new StyleCharacteristics(Number(style, "value"), Number(style, "quality"), Number(style, "size"), Number(style, "momentum")),
        };
    }

    private static JsonElement? Part(JsonDocument json, string name)
        => json.RootElement.GetProperty(name) is { ValueKind: JsonValueKind.Object } part ? part : null;

    private static double Number(JsonElement? part, string name)
        => part is { } known && known.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : double.NaN;
}

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
