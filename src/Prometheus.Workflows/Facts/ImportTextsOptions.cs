using Prometheus.Sources.Texts;

namespace Prometheus.Workflows.Facts;

/// <summary>What texts to import, and how to read them.</summary>
public sealed record ImportTextsOptions
{
    /// <summary>One file.</summary>
    public required string Path { get; init; }

    public required string MarketId { get; init; }

    public TextFileOptions File { get; init; } = new();

    /// <summary>Ending of instrument ids made from symbols; null takes the market's.</summary>
    public string? Suffix { get; init; }
}
