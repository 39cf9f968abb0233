namespace Prometheus.Workflows.Data;

/// <summary>What to check.</summary>
public sealed record CheckPricesOptions
{
    public required string MarketId { get; init; }

    /// <summary>Last date that is looked at; null looks at everything.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Prices of a second source to compare with what is stored: a file, a folder or an archive. Nothing of it is stored.</summary>
    public string? AgainstPath { get; init; }

    /// <summary>Ending of instrument ids in the second source; null takes the market's.</summary>
    public string? Suffix { get; init; }
}
