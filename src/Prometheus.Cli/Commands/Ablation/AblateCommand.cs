using Prometheus.Backtest.Sleeves;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Reports.Ablation;
using Prometheus.Workflows.Ablation;

namespace Prometheus.Cli.Commands.Ablation;

/// <summary><c>campaign ablate</c>: the same sleeves with and without embeddings.</summary>
internal static class AblateCommand
{
    public static Command Build(CommandHost host)
    {
        var flags = new FlowFlags("folder for the CSV files and the page", "./prometheus-ablation");
        var market = CommonOptions.Market();
        var rules = new Option<string>("--regime-rules") { Description = "share of its weights a book takes by regime", DefaultValueFactory = _ => "CRISIS=0,RISK_OFF=0.5", HelpName = "LABEL=share,…" };
        return host.Command(
            "ablate",
            "the same sleeves and dates with regimes, stability, assessment and λ̂ each with and without embeddings, and what that was worth",
            "prometheus campaign ablate --start 2020-01-02 --end 2022-12-30 --max-universe-size 30 --output ablation",
            flags.With(where: market, how: rules),
            call =>
            {
                var options = flags.Read(call, (from, to, folder) => new AblationOptions
                {
                    Start = from,
                    End = to,
                    Folder = folder,
                    MarketId = call.Get(market),
                    RegimeRules = RegimeRules.Parse(call.Get(rules)),
                });
                using var databases = new DatabasePair(call.Settings);
                using var progress = new JobProgressLine(call.Host.Error, "ablation");
                var result = RunAblation.Execute(databases, options, new JobRunner(TimeProvider.System), progress, call.Cancellation);
                var model = WriteAblationPage.ModelOf(result);
                call.Print(AblationTable.Of(model));
                foreach (var missing in result.Missing)
                    call.Say($"left out  {missing}");
                call.Say($"page  {WriteAblationPage.Execute(result, model)}");
                return result.IsPartial ? ExitCode.Partial : ExitCode.Done;
            });
    }
}
