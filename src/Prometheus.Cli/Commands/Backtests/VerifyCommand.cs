using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Runs;
using Prometheus.Workflows.Backtests;
using Prometheus.Workflows.Campaigns;
using Prometheus.Workflows.Lambda;

namespace Prometheus.Cli.Commands.Backtests;

internal static class VerifyCommand
{
    public static Command Build(CommandHost host)
    {
        var run = new Argument<string>("run") { Description = "run id, or its first characters" };
        var workers = CommonOptions.Workers();
        var lambda = new LambdaFlags();
        return host.Command(
            "verify",
            "recompute a stored run from the data as they are now and compare",
            "prometheus backtest verify 1f0c",
            [run, workers, .. lambda.All],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var stored = RunStore.Find(databases.Runtime, call.Get(run));
                var items = VerifyRun.Execute(databases, stored, call.Workers(workers), SettingsOf(call, lambda, stored), host.Strategies, call.Cancellation);
                call.Print(new Table(["item", "stored", "recomputed", "equal"], items.Select(i => new object?[] { i.Item, i.Stored, i.Recomputed, i.IsEqual }).ToArray()));
                var differing = items.Count(i => !i.IsEqual);
                call.Say(differing == 0 ? $"run {stored.RunId} stands: {items.Count} comparisons, all equal" : $"run {stored.RunId} differs in {differing} of {items.Count} comparisons");
                return differing == 0 ? ExitCode.Done : ExitCode.Failed;
            });
    }

    /// <summary>Asked only of a run that used predictions.</summary>
    private static LambdaSettings? SettingsOf(Invocation call, LambdaFlags lambda, RunRow stored)
        => StoredRun.ManifestOf(stored).Options.Lambda is null ? null : lambda.Read(call, stored.MarketId);
}
