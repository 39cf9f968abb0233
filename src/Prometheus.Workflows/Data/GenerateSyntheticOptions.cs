using Prometheus.Sources.Synthetic;

namespace Prometheus.Workflows.Data;

/// <summary>Which synthetic market to generate.</summary>
public sealed record GenerateSyntheticOptions
{
    public required SyntheticMarketOptions Market { get; init; }

    public string MarketId { get; init; } = "US_EQ";

    /// <summary>File that takes the market's truth; null writes none.</summary>
    public string? TruthPath { get; init; }
}
