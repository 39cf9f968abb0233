using Prometheus.Core.Options;
using Prometheus.Sources.Synthetic;
using Prometheus.Workflows.V0;

namespace Prometheus.Workflows.Demo;

/// <summary>What the demo makes.</summary>
public sealed record DemoOptions
{
    /// <summary>Folder that takes the embedded databases, the CSV files and the pages.</summary>
    public required string Folder { get; init; }

    public SyntheticMarketOptions Market { get; init; } = new() { Instruments = 200, Start = new DateOnly(2016, 1, 4), End = new DateOnly(2023, 12, 29) };

    /// <summary>First date of the states; the years before it are history for them.</summary>
    public DateOnly Start { get; init; } = new(2018, 1, 2);

    /// <summary>Smaller than the market, so that a universe has to choose.</summary>
    [Range(0, 100_000, Unit = "names")]
    public int UniverseSize { get; init; } = 60;

    [Range(1, 4_096, Unit = "threads")]
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>The flow that runs on the market.</summary>
    public V0Options Flow => new()
    {
        Start = Start,
        End = Market.End,
        StrategyId = "US_CORE_LONG_EQ",
        MaximumUniverseSize = UniverseSize,
        Folder = Folder,
        Workers = Workers,
    };
}
