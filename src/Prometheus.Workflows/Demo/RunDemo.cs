using Prometheus.Core.Options;
using Prometheus.Jobs;
using Prometheus.Sources.Synthetic;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.V0;

namespace Prometheus.Workflows.Demo;

/// <summary>A synthetic market and the whole v0 flow on it, with its pages. A second run changes nothing.</summary>
public static class RunDemo
{
    /// <param name="options">Where and how large.</param>
    /// <param name="runner">Saves units and remembers them.</param>
    /// <param name="say">Takes one sentence about the market.</param>
    /// <param name="progress">Told of the steps of the flow.</param>
    /// <param name="cancellation">Ends cleanly between steps.</param>
    public static DemoResult Execute(
        DemoOptions options, JobRunner runner, Action<string> say, IProgress<V0Progress>? progress = null, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        Directory.CreateDirectory(options.Folder);
        using var databases = new DatabasePair(new DatabaseSettings(options.Folder));

        say($"a synthetic market of {options.Market.Instruments} names, {options.Market.Start:yyyy-MM-dd} to {options.Market.End:yyyy-MM-dd}, with crises, splits, dividends and delistings");
        GenerateSynthetic.Run(databases, new GenerateSyntheticOptions { Market = options.Market }, cancellation: cancellation);

        var flow = RunV0.Execute(databases, options.Flow, runner, progress, cancellation);
        return new DemoResult(flow, WriteV0Pages.Execute(flow));
    }
}

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

/// <summary>What the demo made.</summary>
/// <param name="Flow">The v0 flow on the synthetic market.</param>
/// <param name="Pages">A tearsheet a sleeve, and the report last.</param>
public sealed record DemoResult(V0Result Flow, IReadOnlyList<string> Pages);
