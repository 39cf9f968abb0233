using Prometheus.Cli.Commands.Risk;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Embeddings.Numeric;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Scenarios;
using Prometheus.Workflows.StabScenarios;

namespace Prometheus.Cli.Commands.StabScenarios;

/// <summary>Names, scenarios and books in the space they share.</summary>
internal static class StabScenarioCommands
{
    public static Command EmbedScenario(CommandHost host, string name)
    {
        var set = StabFlags.ScenarioSet();
        var limit = StabFlags.Limit("scenarios");
        var model = new Option<string>("--model-id") { Description = "numeric model", DefaultValueFactory = _ => NumericModels.BaseIdOf(NumericModel.Scenario), HelpName = "id" };
        return BackfillVerb.Build(
            host,
            name,
            "encode the paths of a scenario set, each after the history of its names",
            $"{host.Line("embed", name)} --scenario-set-id US_EQ_HIST_20D_2020ON",
            "scenario vectors",
            [set, limit, model],
            (call, databases, jobs) => EmbedScenarios.Execute(
                    databases, call.Get(set), call.Get(model), call.Get(limit), jobs),
            outcome => StabFlags.Describe("scenario vectors", outcome));
    }

    public static Command EmbedStates(CommandHost host, string name)
    {
        var asOf = CommonOptions.OptionalDate("--as-of", "session, or --start and --end (yyyy-MM-dd)");
        var start = CommonOptions.OptionalDate("--start", "first session of a range");
        var end = CommonOptions.OptionalDate("--end", "last session of a range");
        var market = new Option<string>("--market-id") { Description = "market", DefaultValueFactory = _ => "US_EQ", HelpName = "id" };
        var instruments = new Option<string[]>("--instrument-id") { Description = "only these names", HelpName = "id", AllowMultipleArgumentsPerToken = true };
        var limit = StabFlags.Limit("names");
        var offset = DeclaredOption.Of<StabStatesRequest, int>(nameof(StabStatesRequest.Offset), "--offset", "names left out before the first", "n");
        var stab = new Option<string>("--stab-model-id") { Description = "numeric model of the first branch", DefaultValueFactory = _ => NumericModels.BaseIdOf(NumericModel.Stability), HelpName = "id" };
        var profile = new Option<string?>("--profile-joint-model-id") { Description = "accepted and without effect: the space has no profile branch", HelpName = "id" };
        var joint = StabFlags.JointModel("--joint-model-id");
        var region = new Option<string?>("--region") { Description = "noted with each vector [the market's]", HelpName = "id" };
        return BackfillVerb.Build(
            host,
            name,
            "place names in the joint space of names, scenarios and books",
            $"{host.Line("embed", name)} --as-of 2022-12-30 --market-id US_EQ",
            "states",
            [asOf, start, end, market, instruments, limit, offset, stab, profile, joint, region],
            (call, databases, jobs) =>
            {
                var (from, to) = Range(call.Get(asOf), call.Get(start), call.Get(end));
                if (call.Get(profile) is { Length: > 0 } unused)
                    call.Say($"--profile-joint-model-id {unused} has no effect: the space has no profile branch");
                var request = new StabStatesRequest
                {
                    MarketId = call.Get(market),
                    Start = from,
                    End = to,
                    Instruments = call.Get(instruments) ?? [],
                    Limit = call.Get(limit),
                    Offset = call.Get(offset),
                    StabModelId = call.Get(stab),
                    JointModelId = call.Get(joint),
                    Region = call.Get(region),
                };
                return EmbedStabStates.Execute(databases, request, jobs);
            },
            outcome => StabFlags.Describe("names in the STAB space", outcome));
    }

    private static (DateOnly Start, DateOnly End) Range(DateOnly? asOf, DateOnly? start, DateOnly? end) => (asOf, start, end) switch
    {
        ({ } day, null, null) => (day, day),
        (null, { } from, { } to) when to >= from => (from, to),
        (null, { } from, { } to) => throw new UserError($"--end {to:yyyy-MM-dd} lies before --start {from:yyyy-MM-dd}"),
        _ => throw new UserError("expected either --as-of, or --start and --end"),
    };

    public static Command PlaceScenarios(CommandHost host, string name)
    {
        var set = StabFlags.ScenarioSet();
        var model = new Option<string>("--scenario-model-id") { Description = "only scenarios with a vector of this numeric model", DefaultValueFactory = _ => NumericModels.BaseIdOf(NumericModel.Scenario), HelpName = "id" };
        var joint = StabFlags.JointModel("--joint-model-id");
        var limit = StabFlags.Limit("scenarios");
        return BackfillVerb.Build(
            host,
            name,
            "place the paths of a scenario set in the joint space of names, scenarios and books",
            $"{host.Line("embed", name)} --scenario-set-id US_EQ_HIST_20D_2020ON",
            "scenarios",
            [set, model, joint, limit],
            (call, databases, jobs) => EmbedStabScenarios.Execute(
                    databases, call.Get(set), call.Get(model), call.Get(joint), call.Get(limit), jobs),
            outcome => StabFlags.Describe("scenarios in the STAB space", outcome));
    }

    private static readonly TableColumn[] Plain =
    [
        new("cosine", "F6"), new("euclidean", "F6"), new("scenario_set_id"), new("scenario_id"), new("scenario_as_of"), new("portfolio_id"),
        new("portfolio_ctx_norm", "F6"), new("num_instruments_used"),
    ];

    private static readonly TableColumn[] More =
    [
        new("context", TerminalWidth: 8), new("book_as_of"), new("scenario_pnl", "F6", "P2"), new("cosine_stab", "F6"), new("cosine_scenario", "F6"),
        new("shared_branch_weight", "F6"), new("coverage", "F6"), new("oldest_state"), new("class_shift_mean", "F6"), new("weight_to_targetable", "F6"),
        new("weight_to_breaker", "F6"), new("class_coverage", "F6"), new("hindsight"),
    ];

    public static Command Exposure(CommandHost host, string name)
    {
        var portfolio = new Option<string>("--portfolio-id") { Description = "portfolio", Required = true, HelpName = "id" };
        var asOf = CommonOptions.Date("--as-of", "the latest book on or before this date is compared (yyyy-MM-dd)", required: true);
        var set = new Option<string>("--scenario-set-id") { Description = "id or name of a scenario set", Required = true, HelpName = "set" };
        var model = StabFlags.JointModel("--stab-model-id");
        var topK = DeclaredOption.Of<StabExposureRequest, int>(nameof(StabExposureRequest.TopK), "--top-k", "scenarios of each book", "n");
        var run = new Option<string?>("--run-id") { Description = "only this run, by its id or its first characters [every context that has the portfolio]", HelpName = "id" };
        var columns = new Option<string?>("--columns") { Description = "all: with what the scenario would do to the book, branch by branch and with coverage", HelpName = "all" };
        var workers = CommonOptions.Workers();
        return host.Command(
            name,
            "show which scenarios of a set a portfolio's book resembles most",
            $"{host.Line("portfolio", name)} --portfolio-id S_PORTFOLIO --as-of 2022-12-30 --scenario-set-id US_EQ_HIST_20D_2020ON",
            [portfolio, asOf, set, model, topK, run, columns, workers],
            call =>
            {
                var all = call.Get(columns) is { } wanted && (wanted == "all" ? true : throw new UserError($"--columns expects all, found '{wanted}'"));
                var request = new StabExposureRequest
                {
                    PortfolioId = call.Get(portfolio),
                    AsOf = call.Get(asOf),
                    ScenarioSet = call.Get(set),
                    ModelId = call.Get(model),
                    TopK = call.Get(topK),
                    RunId = call.Get(run),
                    WithImpact = all,
                };
                using var databases = new DatabasePair(call.Settings);
                request = request with { ScenarioSet = ScenarioStore.Find(databases.Runtime, request.ScenarioSet).ScenarioSetId };
                var books = ShowStabExposure.Execute(databases, request, call.Workers(workers), call.Cancellation);
                foreach (var book in books)
                    call.Say(Describe(book));
                return call.Print(new Table(all ? [.. Plain, .. More] : Plain, Rows(books, request, all)));
            });
    }

    private static string Describe(ExposedBook exposed)
    {
        var book = FormattableString.Invariant($"book of {exposed.Book.Context} on {exposed.Book.AsOfDate:yyyy-MM-dd}");
        if (exposed.Vector is not { } vector)
            return $"{book}: none of its names has a vector";
        var hindsight = exposed.Hindsight ? "; warning: the scenario set has seen later days" : "";
        return FormattableString.Invariant(
            $"{book}: {vector.InstrumentsUsed} names with vectors hold {vector.Coverage:P1} of its weight, the oldest of {vector.Oldest:yyyy-MM-dd}{hindsight}");
    }

    /// <summary>All books together, closest first.</summary>
    private static object?[][] Rows(IReadOnlyList<ExposedBook> books, StabExposureRequest request, bool all)
        => [.. books.SelectMany(b => b.Scenarios.Select(s => (Book: b, Scenario: s)))
            .OrderByDescending(r => r.Scenario.Closeness.Cosine).ThenBy(r => r.Scenario.Closeness.Distance)
            .ThenBy(r => r.Scenario.Closeness.ScenarioId, StringComparer.Ordinal).ThenBy(r => r.Book.Book.Context, StringComparer.Ordinal)
            .Select(r => RowOf(r.Book, r.Scenario, request, all))];

    private static object?[] RowOf(ExposedBook book, ExposedScenario scenario, StabExposureRequest request, bool all)
    {
        var (closeness, vector) = (scenario.Closeness, book.Vector!);
        object?[] plain =
        [
            closeness.Cosine, closeness.Distance, request.ScenarioSet, closeness.ScenarioId, closeness.Scenario.AsOf, request.PortfolioId,
            vector.Norm, vector.InstrumentsUsed,
        ];
        if (!all)
            return plain;
        return
        [
            .. plain, book.Book.Context, book.Book.AsOfDate, scenario.Return, scenario.Branches.Branches[0], scenario.Branches.Branches[1],
            scenario.Branches.Coverage, vector.Coverage, vector.Oldest, scenario.Migration?.MeanShift, scenario.Migration?.WeightToTargetable,
            scenario.Migration?.WeightToBreaker, scenario.Migration?.Coverage, book.Hindsight,
        ];
    }

    public static Command PortfolioMetrics(CommandHost host, string name)
    {
        var set = StabFlags.ScenarioSet();
        var model = StabFlags.JointModel("--stab-model-id");
        var books = new BookFlags();
        return host.Command(
            name,
            "compare target books with the scenarios of a set and write what they resemble into their risk reports",
            $"{host.Line("portfolio", name)} --portfolio-id S_PORTFOLIO --scenario-set-id US_EQ_HIST_20D_2020ON",
            [.. books.Symbols(set, model)],
            (call, databases) =>
            {
                var row = ScenarioStore.Find(databases.Runtime, call.Get(set));
                var selection = books.Read(call);
                var done = BackfillStabMetrics.Execute(databases, selection, row.ScenarioSetId, call.Get(model), books.Workers(call), call.Cancellation);
                if (done.Sum(d => d.Hindsight) is var late and > 0)
                {
                    call.Say(FormattableString.Invariant(
                        $"warning: scenario set {row.ScenarioSetId} has seen days up to {row.MaxDataDate:yyyy-MM-dd}, after {late} of {done.Sum(d => d.Compared)} books; their keys are marked {row.ScenarioSetId}:hindsight"));
                }

                call.Say($"stab metrics: {done.Sum(d => d.Compared)} of {done.Sum(d => d.Books)} books of {selection.PortfolioId} compared in {done.Count} contexts, {done.Sum(d => d.Written)} reports changed");
                return call.Print(new Table(
                    ["context", "portfolio_id", "scenario_set_id", "books", "compared_books", "changed_reports", "hindsight_books"],
                    done.Select(d => new object?[] { d.Context, selection.PortfolioId, row.ScenarioSetId, d.Books, d.Compared, d.Written, d.Hindsight }).ToArray()));
            });
    }

    public static Command BacktestMetrics(CommandHost host, string name)
    {
        var strategy = new Option<string?>("--strategy-id") { Description = "only runs of this strategy [all]", HelpName = "id" };
        var run = new Option<string?>("--run-id") { Description = "only this run, by its id or its first characters [all]", HelpName = "id" };
        return host.Command(
            name,
            "sum up over each run's days which scenarios its books resembled and write it into the run's metrics",
            $"{host.Line("backtest", name)} --strategy-id S",
            [strategy, run],
            (call, databases) =>
            {
                var done = SummariseStabMetrics.Execute(databases, call.Get(strategy), call.Get(run), call.Cancellation);
                var compared = done.Count(d => d.Days > 0);
                call.Say($"stab metrics: {compared} of {done.Count} runs have days that were compared with scenarios, {done.Count(d => d.Written)} changed");
                return call.Print(new Table(
                    new TableColumn[] { new("run_id", TerminalWidth: 8), new("sleeve_id"), new("stab_scenario_set_id"), new("stab_num_days"), new("changed") },
                    done.Select(d => new object?[] { d.Run.RunId, d.Run.SleeveId, d.SetId, d.Days, d.Written }).ToArray()));
            });
    }
}
