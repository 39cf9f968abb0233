using Prometheus.Cli.Commands.Risk;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Scenarios;
using Prometheus.Stores.Scenarios;
using Prometheus.Workflows.Risk;
using Prometheus.Workflows.Scenarios;

namespace Prometheus.Cli.Commands.Scenarios;

/// <summary><c>scenario</c>: sets of paths, and what they would do to books.</summary>
internal static class ScenarioCommands
{
    public static Command Generate(CommandHost host)
    {
        var name = new Option<string>("--name") { Description = "unique name; the set's id is made from it", Required = true, HelpName = "name" };
        var description = new Option<string?>("--description") { Description = "a note for people", HelpName = "text" };
        var category = new Option<string>("--category") { Description = "HISTORICAL, BOOTSTRAP, STRESSED or BLOCK_BOOTSTRAP", DefaultValueFactory = _ => "HISTORICAL", HelpName = "name" };
        var horizon = DeclaredOption.Of<ScenarioRequest, int>(nameof(ScenarioRequest.HorizonDays), "--horizon-days", "sessions of a path", "n");
        var paths = DeclaredOption.Of<ScenarioRequest, int>(nameof(ScenarioRequest.NumPaths), "--num-paths", "paths", "n");
        var markets = new Option<string[]>("--markets") { Description = "market", Required = true, HelpName = "id", AllowMultipleArgumentsPerToken = true };
        var start = CommonOptions.OptionalDate("--base-date-start", "first date of the days to draw from [first stored]");
        var end = CommonOptions.OptionalDate("--base-date-end", "last date of the days to draw from [last stored]");
        var regimes = GenerateList("--regime-filter", "only draws that begin in these regimes, e.g. CRISIS", "label");
        var sectors = GenerateList("--sectors", "only names of these sectors", "name");
        var instruments = GenerateList("--instruments", "only these names", "id");
        var quantile = DeclaredOption.Of<GeneratorSpec, double>(nameof(GeneratorSpec.StressQuantile), "--stress-quantile", "STRESSED: share of the worst days", "fraction");
        var scale = DeclaredOption.Of<GeneratorSpec, double>(nameof(GeneratorSpec.StressScale), "--stress-scale", "STRESSED: factor on returns", "factor");
        var block = DeclaredOption.Of<GeneratorSpec, double>(nameof(GeneratorSpec.BlockMeanLength), "--block-mean-length", "BLOCK_BOOTSTRAP: mean sessions of a block", "n");
        var seed = DeclaredOption.Of<ScenarioRequest, long>(nameof(ScenarioRequest.Seed), "--seed", "of the draws", "n");
        var replace = new Option<bool>("--replace") { Description = "replace a set of the same name that was asked for otherwise" };
        var workers = CommonOptions.Workers();
        return host.Command(
            "generate",
            "draw a set of paths from days of the past and save it",
            "prometheus scenario generate --name US_EQ_HIST_20D_2020ON --markets US_EQ --base-date-start 2020-01-01 --base-date-end 2024-12-31",
            [name, description, category, horizon, paths, markets, start, end, regimes, sectors, instruments, quantile, scale, block, seed, replace, workers],
            call =>
            {
                var request = DeclaredOption.Checked(new ScenarioRequest
                {
                    Name = call.Get(name),
                    Description = call.Get(description) ?? "",
                    Category = ScenarioRequest.CategoryOf(call.Get(category)),
                    HorizonDays = call.Get(horizon),
                    NumPaths = call.Get(paths),
                    Markets = ListOf(call.Get(markets)),
                    BaseDateStart = call.Get(start),
                    BaseDateEnd = call.Get(end),
                    RegimeFilter = ListOf(call.Get(regimes)),
                    UniverseFilter = new ScenarioUniverseFilter { Sectors = ListOf(call.Get(sectors)), Instruments = ListOf(call.Get(instruments)) },
                    GeneratorSpec = new GeneratorSpec { StressQuantile = call.Get(quantile), StressScale = call.Get(scale), BlockMeanLength = call.Get(block) },
                    Seed = call.Get(seed),
                }, name.Name, markets.Name, end.Name, regimes.Name);
                using var databases = new DatabasePair(call.Settings);
                var done = GenerateScenarios.Execute(databases, request, call.Get(replace), call.Workers(workers), call.Cancellation);
                call.Say(Describe(done));
                call.Host.Output.WriteLine($"scenario_set_id={done.ScenarioSetId}");
                return ExitCode.Done;
            });
    }

    private static string Describe(ScenarioGeneration done)
    {
        var set = done.Set;
        var how = done.Rows == 0 ? "was there already" : done.Replaced ? "replaced an earlier set of that name" : "is new";
        return FormattableString.Invariant(
            $"{set.Paths} paths of {set.Horizon} sessions of {set.Instruments.Count} names, drawn from {set.KnownDays} days up to {set.MaxDataDate:yyyy-MM-dd}; the set {how}");
    }

    private static Option<string[]> GenerateList(string name, string description, string help)
        => new(name) { Description = description, HelpName = help, AllowMultipleArgumentsPerToken = true };

    /// <summary>Values may stand one by one or with commas between them.</summary>
    private static EquatableList<string> ListOf(string[]? values)
        => [.. (values ?? []).SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    public static Command List(CommandHost host) => host.Command(
        "list",
        "list the stored scenario sets",
        "prometheus scenario list",
        [],
        call =>
        {
            using var databases = new DatabasePair(call.Settings);
            var sets = ScenarioStore.Summaries(databases.Runtime);
            call.Print(new Table(
                ["scenario_set_id", "name", "category", "horizon_days", "num_paths", "base_date_start", "base_date_end", "max_data_date", "seed", "status", "description"],
                sets.Select(s => new object?[]
                {
                    s.ScenarioSetId, s.Name, s.Category, s.HorizonDays, s.NumPaths, s.BaseDateStart, s.BaseDateEnd, s.MaxDataDate, s.Seed, s.Status, s.Description,
                }).ToArray()));
            if (sets.Count == 0)
                call.Say("no scenario set is stored; 'prometheus scenario generate' makes one");
            return sets.Count > 0 ? ExitCode.Done : ExitCode.NothingMatched;
        });

    public static Command Risk(CommandHost host, string name)
    {
        var set = new Option<string>("--scenario-set-id") { Description = "id or name of a scenario set", Required = true, HelpName = "set" };
        var books = new BookFlags();
        var verb = host.CsvOnly ? $"script {name}" : $"scenario {name}";
        return host.Command(
            name,
            "try target books on a scenario set and write the result into their risk reports",
            $"prometheus {verb} --portfolio-id S_PORTFOLIO --scenario-set-id US_EQ_HIST_20D_2020ON --start 2022-01-03 --end 2022-12-30",
            [.. books.Symbols(first: set)],
            (call, databases) =>
            {
                var row = ScenarioStore.Find(databases.Runtime, call.Get(set));
                var selection = books.Read(call);
                var done = RunScenarioRisk.Execute(databases, selection, row.ScenarioSetId, books.Workers(call), call.Cancellation);
                if (done.Sum(d => d.Hindsight) is var late and > 0)
                {
                    call.Say(FormattableString.Invariant(
                        $"warning: scenario set {row.ScenarioSetId} has seen days up to {row.MaxDataDate:yyyy-MM-dd}, after {late} of {done.Sum(d => d.Books)} books; their keys are marked {row.ScenarioSetId}:hindsight"));
                }

                call.Say($"scenario risk: {done.Sum(d => d.Books)} books of {selection.PortfolioId} in {done.Count} contexts, {done.Sum(d => d.Created)} reports are new");
                return call.Print(new Table(
                    ["context", "portfolio_id", "scenario_set_id", "books", "new_reports", "hindsight_books"],
                    done.Select(d => new object?[] { d.Context, selection.PortfolioId, row.ScenarioSetId, d.Books, d.Created, d.Hindsight }).ToArray()));
            });
    }

    public static Command Show(CommandHost host)
    {
        var set = new Argument<string>("set") { Description = "id or name of a scenario set" };
        var path = DeclaredOption.Of<ViewOptions, int?>(nameof(ViewOptions.Path), "--path", "print the rows of this path instead, as scenario_paths has them", "n");
        return host.Command(
            "show",
            "show a scenario set: the dates and the average name of each path, or one path row by row",
            "prometheus scenario show US_EQ_HIST_20D_2020ON --path 3",
            [set, path],
            (call, databases) =>
            {
                var found = ScenarioStore.Restore(databases.Runtime, ScenarioStore.Find(databases.Runtime, call.Get(set)));
                return call.Print(call.Get(path) is { } number ? Rows(found, number) : Paths(found));
            });
    }

    private static Table Paths(ScenarioSet set) => new(
        ["scenario_id", "first_date", "last_date", "names", "mean_return", "worst_return", "best_return"],
        Enumerable.Range(0, set.Paths).Select(path =>
        {
            var totals = Enumerable.Range(0, set.Instruments.Count).Select(i => set.Totals.Of(i)[path]).Where(r => !double.IsNaN(r)).ToArray();
            var dates = Enumerable.Range(0, set.Horizon).Select(h => set.DateOf(path, h)).ToArray();
            return totals.Length == 0
                ? new object?[] { path, dates[0], dates[^1], 0, null, null, null }
                : [path, dates[0], dates[^1], totals.Length, totals.Average(), totals.Min(), totals.Max()];
        }).ToArray());

    private static Table Rows(ScenarioSet set, int path)
    {
        if (path < 0 || path >= set.Paths)
            throw new NothingMatchedError(FormattableString.Invariant($"scenario set {set.SetId} has the paths 0 to {set.Paths - 1}, found {path}"));
        var rows = new List<object?[]>();
        for (var step = 0; step <= set.Horizon; step++)
        {
            for (var i = 0; i < set.Instruments.Count; i++)
            {
                var value = step == 0 ? 0 : set.Returns(path, step - 1)[i];
                if (!double.IsNaN(value))
                    rows.Add([set.SetId, path, step, step == 0 ? null : set.DateOf(path, step - 1), set.Instruments[i], value]);
            }
        }

        return new Table(["scenario_set_id", "scenario_id", "horizon_index", "trade_date", "instrument_id", "return_value"], rows);
    }
}
