using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Opinions.Universes;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Lambda;
using Prometheus.Workflows.Universes;

namespace Prometheus.Cli.Commands.Universes;

/// <summary><c>universe</c>: who may be held.</summary>
internal static class UniverseCommands
{
    public static Command Backfill(CommandHost host, string name)
    {
        var flags = new UniverseFlags("CORE_EQ_<REGION>");
        return host.Command(
            name,
            "select a universe on every session of a range and save its members, states and scores",
            $"{host.Line("universe", name)} --region US --start 2022-01-03 --end 2022-12-30",
            flags.Symbols,
            call =>
            {
                flags.Run(call, flags.Read(call));
                return ExitCode.Done;
            });
    }

    public static Command BackfillLambda(CommandHost host, string name)
    {
        var flags = new UniverseFlags("CORE_EQ_<REGION>_LAMBDA");
        var file = new Option<string>("--lambda-predictions") { Description = "CSV with as_of_date, market_id, sector, soft_target_class and the score", Required = true, HelpName = "path" };
        var experiment = new Option<string>("--experiment-id") { Description = "whose rows of the file", Required = true, HelpName = "id" };
        var weight = DeclaredOption.Of<UniverseOptions, double>(nameof(UniverseOptions.LambdaWeight), "--lambda-weight", "points a standard deviation of the score adds; 0 records it only", "points", 10);
        var column = new Option<string>("--lambda-score-column") { Description = "column of the score", DefaultValueFactory = _ => LambdaPredictionsFile.DefaultScoreColumn, HelpName = "name" };
        return host.Command(
            name,
            "the same with predicted λ in the score, saved as a universe of its own",
            $"{host.Line("universe", name)} --region US --start 2022-01-03 --end 2022-12-30 --lambda-predictions lambda_predictions.csv --experiment-id US_EQ_GL_FULL_V0",
            [.. flags.Symbols, file, experiment, weight, column],
            call =>
            {
                var options = flags.Read(call);
                var market = MarketCatalog.OfRegion(options.Region);
                options = options with
                {
                    Lambda = LambdaPredictionsFile.Read(call.Get(file), call.Get(experiment), call.Get(column), market.MarketId),
                    Universe = options.Universe with { LambdaWeight = call.Get(weight) },
                };
                var outcome = flags.Run(call, options);
                call.Say(string.Create(
                    CultureInfo.InvariantCulture,
                    $"λ: predictions on {outcome.LambdaSessions} of {outcome.Sessions} sessions, for {(double.IsNaN(outcome.LambdaCoverage) ? 0 : outcome.LambdaCoverage):P1} of the scored names there"));
                return ExitCode.Done;
            });
    }

    private static readonly TableColumn[] Columns =
    [
        new("part"), new("item"), new("value"), new("z", TerminalFormat: "F3"), new("weight", TerminalFormat: "G6"), new("points", TerminalFormat: "F3"), new("verdict"),
    ];

    public static Command Explain(CommandHost host)
    {
        var instrument = new Argument<string>("instrument") { Description = "instrument id" };
        var date = new Argument<string>("date") { Description = "session (yyyy-MM-dd)" };
        var universe = new Option<string?>("--universe-id") { Description = "universe [the run's, or CORE_EQ_<REGION>]", HelpName = "id" };
        var run = new Option<string?>("--run-id") { Description = "run whose universe is meant, or the first characters of its id [the live universe]", HelpName = "id" };
        return host.Command(
            "explain",
            "why a name is, or is not, in a universe on a date",
            "prometheus universe explain SYN001.US 2022-06-01",
            [instrument, date, universe, run],
            call =>
            {
                var text = call.Get(date);
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asOf))
                    throw new UserError($"the date is expected as yyyy-MM-dd, found '{text}'");
                using var databases = new DatabasePair(call.Settings);
                var lines = ExplainUniverse.Execute(databases, call.Get(instrument), asOf, call.Get(universe), call.Get(run));
                return call.Print(new Table(Columns, lines.Select(l => new object?[] { l.Part, l.Item, l.Value, l.Z, l.Weight, l.Points, l.Verdict }).ToArray()));
            });
    }
}
