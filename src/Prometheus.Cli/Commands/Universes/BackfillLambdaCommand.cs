using System.CommandLine;
using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Universes;
using Prometheus.Workflows.Lambda;

namespace Prometheus.Cli.Commands.Universes;

internal static class BackfillLambdaCommand
{
    public static Command Build(CommandHost host, string name)
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
}
