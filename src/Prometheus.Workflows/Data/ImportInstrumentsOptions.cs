namespace Prometheus.Workflows.Data;

/// <summary>Which reference file to import, and how to read it.</summary>
public sealed record ImportInstrumentsOptions
{
    public required string Path { get; init; }

    /// <summary>Market of the rows that name none; null where every row has to.</summary>
    public string? MarketId { get; init; }

    /// <summary>Ending of ids made from symbols; null takes the market's.</summary>
    public string? Suffix { get; init; }
}
