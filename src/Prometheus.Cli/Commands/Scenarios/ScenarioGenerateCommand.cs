using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Identity;
using Prometheus.Databases;
using Prometheus.Scenarios;
using Prometheus.Workflows.Scenarios;

namespace Prometheus.Cli.Commands.Scenarios;

internal static class ScenarioGenerateCommand
{
    public static Command Build(CommandHost host)
    {
        var name = new Option<string>("--name") { Description = "unique name; the set's id is made from it", Required = true, HelpName = "name" };
        var description = new Option<string?>("--description") { Description = "a note for people", HelpName = "text" };
        var category = new Option<string>("--category") { Description = "HISTORICAL, BOOTSTRAP, STRESSED or BLOCK_BOOTSTRAP", DefaultValueFactory = _ => "HISTORICAL", HelpName = "name" };
        var horizon = DeclaredOption.Of<ScenarioRequest, int>(nameof(ScenarioRequest.HorizonDays), "--horizon-days", "sessions of a path", "n");
        var paths = DeclaredOption.Of<ScenarioRequest, int>(nameof(ScenarioRequest.NumPaths), "--num-paths", "paths", "n");
        var markets = new Option<string[]>("--markets") { Description = "market", Required = true, HelpName = "id", AllowMultipleArgumentsPerToken = true };
        var start = CommonOptions.OptionalDate("--base-date-start", "first date of the days to draw from [first stored]");
        var end = CommonOptions.OptionalDate("--base-date-end", "last date of the days to draw from [last stored]");
        var regimes = List("--regime-filter", "only draws that begin in these regimes, e.g. CRISIS", "label");
        var sectors = List("--sectors", "only names of these sectors", "name");
        var instruments = List("--instruments", "only these names", "id");
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

    private static Option<string[]> List(string name, string description, string help)
        => new(name) { Description = description, HelpName = help, AllowMultipleArgumentsPerToken = true };

    /// <summary>Values may stand one by one or with commas between them.</summary>
    private static EquatableList<string> ListOf(string[]? values)
        => [.. (values ?? []).SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
