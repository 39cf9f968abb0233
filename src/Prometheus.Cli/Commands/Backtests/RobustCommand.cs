using System.CommandLine;
using System.Globalization;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Robustness;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Core.Errors;
using Prometheus.Core.Metrics;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Robustness;
using Prometheus.Workflows.Campaigns;

namespace Prometheus.Cli.Commands.Backtests;

internal static class RobustCommand
{
    public static Command Build(CommandHost host)
    {
        var file = new Argument<string?>("file") { Description = "experiment file (YAML); without it the flags of a campaign", Arity = ArgumentArity.ZeroOrOne };
        var flags = new CampaignFlags(required: false);
        var shifts = DeclaredOption.Of<RobustnessOptions, int>(nameof(RobustnessOptions.StartShifts), "--start-shifts", "move the start by 0 to n sessions", "n");
        var delays = new Option<string>("--delays") { Description = "sessions a decision knows less", DefaultValueFactory = _ => "0,1", HelpName = "n,…" };
        var costs = new Option<string>("--cost-multiples") { Description = "multiples of slippage and commission", DefaultValueFactory = _ => "0,1,2,5", HelpName = "x,…" };
        var onePhase = new Option<bool>("--one-phase") { Description = "keep the sleeve's own rebalance phase instead of all" };
        var metric = new Option<string>("--metric") { Description = "what the terminal's heat map shows", DefaultValueFactory = _ => MetricCatalog.AnnualisedSharpe.Key, HelpName = "key" };
        var html = new Option<string?>("--html") { Description = "also write one self-contained HTML page", HelpName = "file" };
        var save = new Option<bool>("--save") { Description = "store every variant as a run of its own" };
        return host.Command(
            "robust",
            "run a campaign under other starts, rebalance phases, signal delays and costs, and draw one heat map a sleeve",
            "prometheus campaign robust examples/experiments/core-long.yaml --start-shifts 1 --one-phase",
            [file, .. flags.Symbols, shifts, delays, costs, onePhase, metric, html, save],
            call =>
            {
                var campaign = call.Get(file) is { } path ? ExperimentFile.Load(path) : flags.Read(call);
                var options = DeclaredOption.Checked(new RobustnessOptions
                {
                    StartShifts = call.Get(shifts),
                    Delays = [.. Numbers(delays.Name, call.Get(delays)).Select(n => n == Math.Floor(n) ? (int)n : throw new UserError($"{delays.Name} expects whole numbers, found '{call.Get(delays)}'"))],
                    CostMultiples = Numbers(costs.Name, call.Get(costs)),
                    AllPhases = !call.Get(onePhase),
                }, delays.Name, costs.Name);
                if (!RobustnessTable.Metrics.Contains(call.Get(metric), StringComparer.Ordinal))
                    throw new UserError($"{metric.Name} expects one of {string.Join(", ", RobustnessTable.Metrics)}, found '{call.Get(metric)}'");
                var grids = Run(call, campaign, options, call.Get(flags.Workers), call.Get(save));
                Print(call, grids, call.Get(metric));
                if (call.Get(html) is { } page)
                    PageFile.Write(call, page, RobustnessHtml.Render(grids, PageAssets.Echarts));
                return grids.Any(g => g.Cells.Any(c => c.Failure is not null)) ? ExitCode.Partial : ExitCode.Done;
            });
    }

    private static IReadOnlyList<RobustnessGrid> Run(Invocation call, CampaignOptions campaign, RobustnessOptions options, int workers, bool save)
    {
        using var databases = new DatabasePair(call.Settings);
        using var progress = new CampaignProgressLine(call.Host.Error, "decision calendars");
        return RunRobustness.Execute(
            databases, campaign, options, workers, save ? new JobRunner(TimeProvider.System) : null, progress, call.Cancellation);
    }

    private static void Print(Invocation call, IReadOnlyList<RobustnessGrid> grids, string metric)
    {
        if (call.Format != OutputFormat.Table)
        {
            call.Print(RobustnessTable.Of(grids));
            return;
        }

        foreach (var grid in grids)
            HeatGrid.Print(grid, metric, call.Host.Output);
    }

    private static double[] Numbers(string flag, string text)
        => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number
                : throw new UserError($"{flag} expects numbers separated by commas, found '{text}'"))
            .ToArray();
}
