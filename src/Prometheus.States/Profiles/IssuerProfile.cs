using Prometheus.Core.Identity;

namespace Prometheus.States.Profiles;

/// <summary>What was known of an issuer at the close of a session.</summary>
/// <param name="IssuerId">Whose.</param>
/// <param name="Session">Row of the market.</param>
/// <param name="AsOf">Its date.</param>
/// <param name="Sector">As known that day.</param>
/// <param name="Price">Null where no instrument of the issuer had enough closes.</param>
/// <param name="Fundamentals">Null where no statement was known.</param>
/// <param name="News">Null before anybody's first news.</param>
/// <param name="Flags">Risks, absolute and within the sector.</param>
/// <param name="Weak">The weighted mean of the flags present reaches the threshold.</param>
/// <param name="DataQuality">Share of the profile's inputs that were known, 0 … 1.</param>
public sealed record IssuerProfile(
    string IssuerId,
    int Session,
    DateOnly AsOf,
    string Sector,
    PriceBehaviour? Price,
    IssuerFundamentals? Fundamentals,
    NewsFeatures? News,
    RiskFlags Flags,
    bool Weak,
    double DataQuality)
{
    public string Name { get; init; } = "";

    public string IssuerType { get; init; } = "COMPANY";

    /// <summary>As known that day; null where unknown.</summary>
    public string? Country { get; init; }

    /// <summary>As known that day; null where unknown.</summary>
    public string? Industry { get; init; }

    /// <summary>Id of the representative instrument; null without price behaviour.</summary>
    public string? InstrumentId { get; init; }

    /// <summary>What style buckets are cut from; null without price behaviour.</summary>
    public StyleCharacteristics? Style { get; init; }

    /// <summary>Latest filing known.</summary>
    public string? FilingId { get; init; }

    /// <summary>Latest transcript known.</summary>
    public string? TranscriptId { get; init; }

    /// <summary>Latest article known.</summary>
    public string? ArticleId { get; init; }

    /// <summary>Hex SHA-256 of everything it says but its date: two profiles with one hash say the same.</summary>
    public string InputHash { get; init; } = "";

    /// <summary>The same under every model: an id follows from issuer, date and model.</summary>
    public string IdUnder(string modelId) => StableId.Of("profile", IssuerId, FormattableString.Invariant($"{AsOf:yyyy-MM-dd}"), modelId);
}
