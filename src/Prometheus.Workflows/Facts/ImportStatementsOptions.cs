using Prometheus.Sources.Fundamentals;

namespace Prometheus.Workflows.Facts;

/// <summary>What statements to import, and how to read them.</summary>
public sealed record ImportStatementsOptions
{
    /// <summary>One file.</summary>
    public required string Path { get; init; }

    public required string MarketId { get; init; }

    public StatementFileOptions File { get; init; } = new();

    /// <summary>Ending of instrument ids made from symbols; null takes the market's.</summary>
    public string? Suffix { get; init; }

    /// <summary>Source label; null takes the name of the file without its endings.</summary>
    public string? Source { get; init; }

    /// <summary>Lets statements take the place of those another source gave of the same period and day.</summary>
    public bool Replace { get; init; }
}
