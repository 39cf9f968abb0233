using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Jobs;
using Prometheus.Workflows.Meta;

namespace Prometheus.Cli.Commands.Backtests;

internal static class CampaignMetaCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var flags = new CampaignFlags(canonical: true);
        var topK = DeclaredOption.Of<SelectionRequest, int>(nameof(SelectionRequest.TopK), "--top-k", "sleeves to choose", "n");
        return host.Command(
            name,
            "run the core sleeves of a strategy, then choose the best by Sharpe ratio and keep the decision",
            $"{host.Line("backtest", name)} --strategy-id US_CORE_LONG_EQ --market-id US_EQ --start 2022-01-03 --end 2022-12-30 --top-k 3",
            [.. flags.Symbols, topK],
            (call, databases) =>
            {
                var campaign = flags.Read(call);
                CampaignAndMetaOutcome outcome;
                using (var progress = new JobProgressLine(call.Host.Error, "saving"))
                {
                    outcome = RunCampaignAndMeta.Execute(
                        databases, campaign, flags.Strategy(call), call.Get(topK), call.Get(flags.Workers), new JobRunner(TimeProvider.System), progress, call.Cancellation);
                }

                var exitCode = CampaignExecution.Report(call, outcome.Campaign);
                Print(call, outcome.Selection);
                return exitCode;
            });
    }

    /// <summary>Below the table, where a script looks for it; beside JSON, which it would break.</summary>
    private static void Print(Invocation call, SelectionOutcome selection)
    {
        if (selection.DecisionId is not { } id)
        {
            call.Say("Meta chose nothing: no sleeve finished");
            return;
        }

        if (call.Format == OutputFormat.Json)
            call.Say($"decision_id={id}");
        else
            call.Host.Output.Write($"\ndecision_id={id}\n");
    }
}
