using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Embeddings.Numeric;
using Prometheus.Workflows.StabScenarios;

namespace Prometheus.Cli.Commands.StabScenarios;

internal static class EmbedStabScenariosCommand
{
    public static Command Build(CommandHost host, string name)
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
}
