using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Embeddings.Numeric;
using Prometheus.Workflows.StabScenarios;

namespace Prometheus.Cli.Commands.StabScenarios;

internal static class EmbedScenarioCommand
{
    public static Command Build(CommandHost host, string name)
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
}
