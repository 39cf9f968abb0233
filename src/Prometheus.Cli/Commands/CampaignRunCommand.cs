using Prometheus.Cli.Commands.Backtests;
using Prometheus.Cli.Hosting;
using Prometheus.Workflows.Campaigns;

namespace Prometheus.Cli.Commands;

internal static class CampaignRunCommand
{
    public static Command Build(CommandHost host)
    {
        var file = new Argument<string>("file") { Description = "experiment file (YAML)" };
        var workers = CommonOptions.Workers();
        var check = new Option<bool>("--check") { Description = "validate and print back, run nothing" };
        return host.Command(
            "run",
            "run a campaign from one experiment file; it is validated and printed back with its hash",
            "prometheus campaign run examples/experiments/core-long.yaml",
            [file, workers, check],
            call =>
            {
                var campaign = ExperimentFile.Load(call.Get(file));
                call.Host.Error.Write(ExperimentFile.Print(campaign));
                return call.Get(check) ? ExitCode.Done : CampaignExecution.Run(call, campaign, call.Workers(workers));
            });
    }
}
