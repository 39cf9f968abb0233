using System.CommandLine;
using Prometheus.Cli.Commands.Backtest;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Jobs;
using Prometheus.Workflows.Demo;

namespace Prometheus.Cli.Commands;

internal static class DemoCommand
{
    public static Command Build(CommandHost host)
    {
        var folder = new Option<string>("--output") { Description = "folder for the databases and pages", DefaultValueFactory = _ => "./prometheus-demo", HelpName = "folder" };
        var workers = CommonOptions.Workers();
        return host.Command(
            "demo",
            "from nothing to a finished campaign: synthetic market, three sleeves, tearsheets",
            "prometheus demo",
            [folder, workers],
            call =>
            {
                var options = new DemoOptions { Folder = call.Get(folder), Workers = call.Workers(workers) };
                var result = RunDemo.Execute(options, new JobRunner(TimeProvider.System), call.Say, call.Cancellation);
                call.Host.Print(CampaignTable.Of(result.Campaign), call.FormatOr(OutputFormat.Table));
                call.Say("");
                foreach (var page in result.Tearsheets)
                    call.Say($"tearsheet   {page}");
                call.Say($"comparison  {result.Overview}");
                call.Say("");
                var home = Quoted(options.Folder);
                call.Say("try next:");
                call.Say($"  prometheus backtest list --home {home}");
                call.Say($"  prometheus backtest show {result.Campaign.Sleeves[0].RunId[..8]} --home {home}");
                call.Say($"  prometheus sql --home {home} \"select ticker, direction, size, price from backtest_trades limit 10\"");
                call.Say("  prometheus data import prices --file your-prices.csv --market US_EQ");
                return result.Campaign.AnyFailed ? ExitCode.Partial : ExitCode.Done;
            });
    }

    /// <summary>As a shell takes it for one word.</summary>
    private static string Quoted(string path) => path.All(c => char.IsLetterOrDigit(c) || c is '/' or '.' or '_' or '-') ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
