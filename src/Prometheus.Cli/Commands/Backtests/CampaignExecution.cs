using Prometheus.Backtest.Campaigns;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Workflows.Campaigns;

namespace Prometheus.Cli.Commands.Backtests;

/// <summary>Runs a campaign record, however it was written, and prints what came of it.</summary>
internal static class CampaignExecution
{
    public static int Run(Invocation call, CampaignOptions campaign, int workers)
    {
        using var databases = new DatabasePair(call.Settings);
        CampaignOutcome outcome;
        using (var progress = new JobProgressLine(call.Host.Error, "saving"))
            outcome = RunCampaign.Execute(databases, campaign, workers, new JobRunner(TimeProvider.System), progress, call.Cancellation);
        return Report(call, outcome);
    }

    /// <summary>The table on standard output, failures and what was saved beside it.</summary>
    public static int Report(Invocation call, CampaignOutcome outcome)
    {
        call.Print(CampaignTable.Of(outcome.Result));
        foreach (var failure in outcome.Result.Sleeves.OfType<SleeveFailure>())
            call.Say($"sleeve {failure.Sleeve.SleeveId} failed: {failure.Reason}");
        foreach (var note in outcome.Result.Sleeves.OfType<SleeveRun>().Select(ContextNote.Of).OfType<string>())
            call.Say(note);
        call.Say(outcome.Saved.Done == 0 ? "everything was saved already; nothing was written" : $"saved {outcome.Saved.Rows} rows in {outcome.Saved.Done} units");
        return outcome.Result.AnyFailed ? ExitCode.Partial : ExitCode.Done;
    }
}
