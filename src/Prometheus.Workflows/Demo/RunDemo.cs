using Prometheus.Core.Options;
using Prometheus.Databases;
using Prometheus.Jobs;
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
