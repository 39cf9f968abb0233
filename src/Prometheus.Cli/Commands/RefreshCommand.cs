using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Freshness;

namespace Prometheus.Cli.Commands;

internal static class RefreshCommand
{
    public static Command Build(CommandHost host)
    {
        var market = new Option<string?>("--market") { Description = "market id [all]", HelpName = "id" };
        var workers = CommonOptions.Workers();
        return host.Command(
            "refresh",
            "recompute what is stale after new or corrected data, and only that",
            "prometheus refresh",
            [market, workers],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                IReadOnlyList<RefreshStep> steps;
                using (var progress = new JobProgressLine(call.Host.Error, "refreshing"))
                {
                    steps = RefreshStale.Execute(
                        databases, call.Get(market), new JobOptions { Workers = call.Workers(workers) }, new JobRunner(TimeProvider.System), progress, call.Cancellation);
                }

                call.Cancellation.ThrowIfCancellationRequested();
                call.Print(new Table(
                    ["what", "start", "end", "rows", "left_because"],
                    steps.Select(s => new object?[] { s.What, s.Start, s.End, s.Rows, s.LeftBecause }).ToArray()));
                call.Say(steps.Count == 0 ? "nothing is stale" : $"recomputed {steps.Count(s => s.LeftBecause is null)} of {steps.Count}");
                return steps.Any(s => s.LeftBecause is not null) ? ExitCode.Partial : ExitCode.Done;
            });
    }
}
