namespace Prometheus.Core.Markets;

/// <summary>A market id and what follows from it. One exchange calendar, one currency; the region is the part before <c>_</c>.</summary>
public sealed record MarketDefinition(
    string MarketId, string Name, string Exchange, string TimeZone, string Currency, string DefaultSuffix)
{
    public string Region => MarketId[..MarketId.IndexOf('_', StringComparison.Ordinal)];
}
