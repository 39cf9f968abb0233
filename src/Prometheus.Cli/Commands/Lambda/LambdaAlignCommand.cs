using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Lambda;

namespace Prometheus.Cli.Commands.Lambda;

/// <summary><c>lambda align</c>, also <c>script analyse_lambda_universe_alignment</c>.</summary>
internal static class LambdaAlignCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var predictions = new Option<string>("--lambda-predictions") { Description = "predictions file of lambda experiment", Required = true, HelpName = "file" };
        var experiment = new Option<string>("--experiment-id") { Description = "whose predictions", Required = true, HelpName = "id" };
        var universe = new Option<string>("--universe-id") { Description = "which universe", Required = true, HelpName = "id" };
        var run = new Option<string?>("--run-id") { Description = "context: live or a run id [every one that has the universe]", HelpName = "id" };
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        return host.Command(
            name,
            "does a stored universe sit where λ̂ is high, and where λ turned out high?",
            $"{host.Line("lambda", name)} --lambda-predictions lambda_predictions.csv --experiment-id US_EQ_GL_FULL_V0 --universe-id CORE_EQ_US_LAMBDA --start 2022-07-01 --end 2022-12-30",
            [predictions, experiment, universe, run, start, end],
            call =>
            {
                var (from, to) = call.Range(start, end);
                using var databases = new DatabasePair(call.Settings);
                var rows = AlignUniverse.Execute(
                    databases, call.Get(predictions), call.Get(experiment), call.Get(universe), call.Get(run), from, to);
                call.Say($"universe {call.Get(universe)} in context {string.Join(", ", rows.Select(r => r[0]).Distinct())}");
                call.Print(new Table(AlignUniverse.Header, rows));
                return ExitCode.Done;
            });
    }
}
