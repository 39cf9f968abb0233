using Prometheus.Sources.Synthetic;

namespace Prometheus.Workflows.Demo;

/// <summary>What the demo makes.</summary>
public sealed record DemoOptions
{
    /// <summary>Folder that takes the embedded databases and the pages.</summary>
    public required string Folder { get; init; }

    public SyntheticMarketOptions Market { get; init; } = new() { Instruments = 200, Start = new DateOnly(2016, 1, 4), End = new DateOnly(2023, 12, 29) };

    /// <summary>First date of the campaign; the years before it are history for the signals.</summary>
    public DateOnly CampaignStart { get; init; } = new(2018, 1, 2);

    public int Workers { get; init; } = Environment.ProcessorCount;
}
