using System.Globalization;
using System.Text.Json;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Robustness;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Core.Errors;
using Prometheus.Core.Metrics;
using Prometheus.Databases;
using Prometheus.Jobs;
using Prometheus.Reports.Comparisons;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Robustness;
using Prometheus.Reports.Tables;
using Prometheus.Reports.Tearsheets;
using Prometheus.Stores.Runs;
using Prometheus.Workflows.Backtests;
using Prometheus.Workflows.Campaigns;
using Prometheus.Workflows.Lambda;

namespace Prometheus.Cli.Commands.Backtests;

/// <summary><c>backtest</c>: what is stored of runs.</summary>
internal static class BacktestCommands
{
    private static readonly TableColumn[] ListColumns =
    [
        new("run_id", TerminalWidth: 8),
        new("sleeve_id"),
        new("start_date"),
        new("end_date"),
        new(MetricCatalog.CumulativeReturn.Key, "F6", "P2"),
        new(MetricCatalog.AnnualisedSharpe.Key, "F4", "F2"),
        new(MetricCatalog.MaxDrawdown.Key, "F6", "P2"),
        new("error"),
        new("superseded_by", TerminalWidth: 8),
    ];

    public static Command List(CommandHost host)
    {
        var strategy = new Option<string?>("--strategy-id") { Description = "only this strategy", HelpName = "id" };
        var limit = DeclaredOption.Of<ViewOptions, int>(nameof(ViewOptions.Limit), "--limit", "most rows", "n", 50);
        return host.Command(
            "list",
            "list stored runs, newest end date first",
            "prometheus backtest list",
            [strategy, limit],
            (call, databases) =>
            {
                var runs = RunStore.Summaries(databases.Runtime, call.Get(strategy), call.Get(limit));
                call.Print(new Table(ListColumns, runs.Select(Row).ToArray()));
                return runs.Count > 0 ? ExitCode.Done : ExitCode.NothingMatched;
            });
    }

    private static object?[] Row(RunRow run)
    {
        var metrics = run.Metrics();
        return
        [
            run.RunId, run.SleeveId, run.StartDate, run.EndDate, metrics.GetValueOrDefault(MetricCatalog.CumulativeReturn.Key, double.NaN),
            metrics.GetValueOrDefault(MetricCatalog.AnnualisedSharpe.Key, double.NaN), metrics.GetValueOrDefault(MetricCatalog.MaxDrawdown.Key, double.NaN), run.Error, run.SupersededBy,
        ];
    }

    public static Command Show(CommandHost host)
    {
        var run = new Argument<string>("run") { Description = "run id, or its first characters" };
        return host.Command(
            "show",
            "show everything known about one run: ids, options, metrics, data card",
            "prometheus backtest show 1f0c",
            [run],
            (call, databases) =>
            {
                var row = RunStore.Find(databases.Runtime, call.Get(run));
                var rows = new List<object?[]>
                {
                    new object?[] { "run", "run_id", row.RunId },
                    new object?[] { "run", "data_digest", row.DataDigest },
                };
                Add("config", row.ConfigJson, rows);
                Add("metric", row.MetricsJson, rows);
                Add("data card", row.DataCardJson ?? "{}", rows);
                return call.Print(new Table(["part", "key", "value"], rows));
            });
    }

    private static void Add(string part, string json, List<object?[]> rows)
    {
        using var document = JsonDocument.Parse(json);
        Flatten(part, "", document.RootElement, rows);
    }

    private static void Flatten(string part, string path, JsonElement element, List<object?[]> rows)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                Flatten(part, path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value, rows);
            return;
        }

        object? value = element.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Number => element.GetDouble().ToString("R", CultureInfo.InvariantCulture),
            JsonValueKind.Array => string.Join(", ", element.EnumerateArray().Select(e => e.ToString())),
            _ => element.ToString(),
        };
        rows.Add([part, path, value]);
    }

    public static Command Compare(CommandHost host)
    {
        var runs = new Argument<string[]>("runs") { Description = "run ids, or their first characters; the others are compared with the first", Arity = ArgumentArity.OneOrMore };
        var html = new Option<string?>("--html") { Description = "also write one self-contained HTML page", HelpName = "file" };
        return host.Command(
            "compare",
            "put stored runs side by side: metrics, paired returns, common holdings, what they were given differently",
            "prometheus backtest compare 1f0c 7a2e",
            [runs, html],
            (call, databases) =>
            {
                var model = CompareRuns.Execute(databases, call.Get(runs));
                call.Print(ComparisonTable.Of(model));
                if (call.Get(html) is { } file)
                    PageFile.Write(call, file, ComparisonHtml.Render(model, PageAssets.Echarts));
                return ExitCode.Done;
            });
    }

    public static Command Tearsheet(CommandHost host)
    {
        var run = new Argument<string>("run") { Description = "run id, or its first characters" };
        var html = new Option<string?>("--html") { Description = "file to write [tearsheet-<sleeve>.html]", Arity = ArgumentArity.ZeroOrOne, HelpName = "file" };
        return host.Command(
            "tearsheet",
            "write one self-contained HTML page about a stored run",
            "prometheus backtest tearsheet 1f0c --html tearsheet.html",
            [run, html],
            (call, databases) =>
            {
                var stored = RunStore.Find(databases.Runtime, call.Get(run));
                var file = call.Get(html) ?? $"tearsheet-{stored.SleeveId}.html";
                PageFile.Write(call, file, TearsheetHtml.Render(TearsheetModel.Of(StoredRun.FactsOf(databases, stored)), PageAssets.Echarts));
                return ExitCode.Done;
            });
    }

    public static Command Verify(CommandHost host)
    {
        var run = new Argument<string>("run") { Description = "run id, or its first characters" };
        var workers = CommonOptions.Workers();
        var lambda = new LambdaFlags();
        return host.Command(
            "verify",
            "recompute a stored run from the data as they are now and compare",
            "prometheus backtest verify 1f0c",
            [run, workers, .. lambda.All],
            (call, databases) =>
            {
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

    public static Command Robust(CommandHost host)
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

    private static readonly TableColumn[] W1Columns =
    [
        new("names"),
        new("sessions"),
        new("final_equity", "F2", "N2"),
        new(MetricCatalog.AnnualisedSharpe.Key, "F4"),
        new(MetricCatalog.MaxDrawdown.Key, "F4", "P2"),
        new("fills"),
    ];

    public static Command W1(CommandHost host)
    {
        var folder = new Option<string?>("--folder") { Description = "folder of one CSV a name", HelpName = "folder" };
        var market = new Option<string?>("--market") { Description = "stored market", HelpName = "id" };
        return host.Command(
            "w1",
            "run W1, the small momentum rule of the examples, over files or over a stored market",
            "prometheus backtest w1 --market US_EQ",
            [folder, market],
            call =>
            {
                W1Result result;
                switch (call.Get(folder), call.Get(market))
                {
                    case ({ } path, null):
                        result = RunW1.FromFolder(path);
                        break;
                    case (null, { } id):
                        using (var databases = new DatabasePair(call.Settings))
                            result = RunW1.FromMarket(databases, id, call.Cancellation);
                        break;
                    default:
                        throw new UserError("backtest w1 expects either --folder or --market");
                }

                return call.Print(new Table(W1Columns, [[result.Names, result.Sessions, result.FinalEquity, result.AnnualisedSharpe, result.MaxDrawdown, result.Fills]]));
            });
    }
}
