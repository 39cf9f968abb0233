using Prometheus.Core.Errors;

namespace Prometheus.Core.Markets;

/// <summary>The markets this build knows.</summary>
public static class MarketCatalog
{
    private static readonly MarketDefinition[] Known =
    [
        new("US_EQ", "US Equity", "XNYS", "America/New_York", "USD", ".US"),
    ];

    public static IReadOnlyList<MarketDefinition> All => Known;

    /// <exception cref="UserError">An unknown market id.</exception>
    public static MarketDefinition Get(string marketId)
        => Array.Find(Known, m => m.MarketId == marketId)
            ?? throw new UserError($"unknown market '{marketId}', expected one of {string.Join(", ", Known.Select(m => m.MarketId))}");
}
