using Prometheus.Core.Errors;

namespace Prometheus.Core.Markets;

/// <summary>The markets this build knows.</summary>
public static class MarketCatalog
{
    private static readonly MarketDefinition[] Known =
    [
        new("ASIA_EQ", "Asia Equity", "XTKS", "Asia/Tokyo", "JPY", ".JP"),
        new("EU_EQ", "Europe Equity", "XLON", "Europe/London", "GBP", ".UK"),
        new("US_EQ", "US Equity", "XNYS", "America/New_York", "USD", ".US"),
    ];

    public static IReadOnlyList<MarketDefinition> All => Known;

    /// <exception cref="UserError">An unknown market id.</exception>
    public static MarketDefinition Get(string marketId)
        => Array.Find(Known, m => m.MarketId == marketId)
            ?? throw new UserError($"unknown market '{marketId}', expected one of {string.Join(", ", Known.Select(m => m.MarketId))}");

    /// <summary>The equity market of a region.</summary>
    /// <param name="region">US, EU or ASIA.</param>
    /// <exception cref="UserError">An unknown region.</exception>
    public static MarketDefinition OfRegion(string region)
        => Array.Find(Known, m => m.Region == region)
            ?? throw new UserError($"unknown region '{region}', expected one of {string.Join(", ", Known.Select(m => m.Region))}");
}
