using Prometheus.Core.Options;
using Prometheus.Sources.Series;

namespace Prometheus.Workflows.Data;

/// <summary>What series to import, and how to read them.</summary>
public sealed record ImportSeriesOptions
{
    /// <summary>One file.</summary>
    public required string Path { get; init; }

    public required string MarketId { get; init; }

    public SeriesFileOptions File { get; init; } = new();

    public SeriesTarget Target { get; init; } = SeriesTarget.Series;

    /// <summary>Calendar days from the date of a value to the day it is known.</summary>
    [Range(0, 3_650, Unit = "days")]
    public int LagDays { get; init; }

    /// <summary>Source label; one source a series.</summary>
    public string Source { get; init; } = "csv";

    /// <summary>Lets a series take the place of one that another source gave.</summary>
    public bool Replace { get; init; }
}
