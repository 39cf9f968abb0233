using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Scenarios;
using Prometheus.Workflows.StabScenarios;

namespace Prometheus.Cli.Commands.StabScenarios;

internal static class StabExposureCommand
{
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

    public static Command Build(CommandHost host, string name)
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
                call.Print(new Table(all ? [.. Plain, .. More] : Plain, Rows(books, request, all)));
                return ExitCode.Done;
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
}
