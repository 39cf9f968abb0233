namespace Prometheus.Workflows.Data;

/// <summary>Whose membership to import.</summary>
public sealed record ImportMembershipOptions
{
    public required string Path { get; init; }

    public required string MarketId { get; init; }

    /// <summary>Name of the index, e.g. SP500.</summary>
    public required string IndexId { get; init; }

    /// <summary>Ending of ids made from tickers; null takes the market's.</summary>
    public string? Suffix { get; init; }
}
