using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Workflows.Lambda;

namespace Prometheus.Cli.Commands.Lambda;

/// <summary><c>lambda summarise</c>, also <c>script summarise_opportunity_density_experiments</c>.</summary>
internal static class LambdaSummariseCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var input = new Option<string>("--input") { Description = "results file of lambda experiment", Required = true, HelpName = "file" };
        var sort = new Option<string>("--sort-by") { Description = "column of numbers, highest first", DefaultValueFactory = _ => "pearson_corr", HelpName = "column" };
        var top = DeclaredOption.Of<ViewOptions, int>(nameof(ViewOptions.Limit), "--top-k", "how many experiments", "n");
        return host.Command(
            name,
            "the best experiments of a results file",
            $"{host.Line("lambda", name)} --input lambda_experiments.csv --sort-by pearson_corr --top-k 20",
            [input, sort, top],
            call =>
            {
                LambdaResultTable.Print(call, SummariseExperiments.Execute(call.Get(input), call.Get(sort), call.Get(top)), call.Get(sort));
                return ExitCode.Done;
            });
    }
}
