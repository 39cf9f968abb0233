using System.Globalization;
using Prometheus.Cli.Commands.V0;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Databases;
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
            "from nothing to a finished campaign: synthetic market, states, λ, scenarios, sleeves, choices, tearsheets",
            "prometheus demo",
            [folder, workers],
            call =>
            {
                var options = new DemoOptions { Folder = call.Get(folder), Workers = call.Workers(workers) };
                var result = RunDemo.Execute(
                    options, new JobRunner(TimeProvider.System), call.Say, new FlowProgressLine(call.Host.Error), call.Cancellation);
                var flow = result.Flow;
                call.Host.Print(V0Table.Of(flow), call.FormatOr(OutputFormat.Table));
                call.Say("");
                foreach (var page in result.Pages.SkipLast(1))
                    call.Say($"tearsheet  {page}");
                call.Say($"report     {result.Pages[^1]}");
                call.Say("");
                var home = CommandWords.Quoted(options.Folder);
                var run = flow.RiskOn.Sleeves[0].RunId[..8];
                call.Say("try next:");
                call.Say($"  prometheus regime show --region US --home {home}");
                call.Say($"  prometheus backtest compare {run} {flow.RiskOn.Sleeves[^1].RunId[..8]} --home {home}");
                call.Say($"  prometheus meta select --strategy-id {flow.Options.Strategy} --rule lambda_uplift --home {home}");
                call.Say($"  prometheus sql --home {home} \"select ticker, direction, size, price from backtest_trades limit 10\"");
                call.Say("  prometheus data import prices --file your-prices.csv --market US_EQ");
                return flow.AnyFailed ? ExitCode.Partial : ExitCode.Done;
            },
            call => AsFlow(new DemoOptions { Folder = call.Get(folder) }));
    }

    /// <summary>Its market stands for data like any other, so that what it makes is what <c>campaign v0</c> would make in its folder.</summary>
    private static (IReadOnlyList<string> Words, DatabaseSettings Settings) AsFlow(DemoOptions options)
    {
        var flow = options.Flow;
        string[] arguments =
        [
            "campaign", "v0", "--start", Iso(flow.Start), "--end", Iso(flow.End), "--strategy-id", flow.Strategy,
            "--max-universe-size", flow.MaximumUniverseSize.ToString(CultureInfo.InvariantCulture), "--output", options.Folder,
        ];
        var host = new CommandHost(TextWriter.Null, TextWriter.Null, CancellationToken.None);
        var settings = new DatabaseSettings(options.Folder);
        return (CommandWords.Of(CommandTree.Build(host).Parse(arguments), host.Global, settings), settings);
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
