using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.StabScenarios;

namespace Prometheus.Cli.Commands.StabScenarios;

internal static class BacktestStabMetricsCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var strategy = new Option<string?>("--strategy-id") { Description = "only runs of this strategy [all]", HelpName = "id" };
        var run = new Option<string?>("--run-id") { Description = "only this run, by its id or its first characters [all]", HelpName = "id" };
        return host.Command(
            name,
            "sum up over each run's days which scenarios its books resembled and write it into the run's metrics",
            $"{host.Line("backtest", name)} --strategy-id S",
            [strategy, run],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var done = SummariseStabMetrics.Execute(databases, call.Get(strategy), call.Get(run), call.Cancellation);
                var compared = done.Count(d => d.Days > 0);
                call.Say($"stab metrics: {compared} of {done.Count} runs have days that were compared with scenarios, {done.Count(d => d.Written)} changed");
                call.Print(new Table(
                    new TableColumn[] { new("run_id", TerminalWidth: 8), new("sleeve_id"), new("stab_scenario_set_id"), new("stab_num_days"), new("changed") },
                    done.Select(d => new object?[] { d.Run.RunId, d.Run.SleeveId, d.SetId, d.Days, d.Written }).ToArray()));
                return ExitCode.Done;
            });
    }
}
