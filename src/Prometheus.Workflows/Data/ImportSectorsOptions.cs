namespace Prometheus.Workflows.Data;

/// <summary>Which sector file to import, and how to read it.</summary>
public sealed record ImportSectorsOptions
{
    public required string Path { get; init; }

    public required string MarketId { get; init; }

    /// <summary>Ending of ids made from symbols; null takes the market's.</summary>
    public string? Suffix { get; init; }
}
