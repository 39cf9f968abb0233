using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Embeddings.Numeric;
using Prometheus.Jobs;
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
        var workers = CommonOptions.Workers();
        var force = CommonOptions.Force();
        return host.Command(
            name,
            "place the paths of a scenario set in the joint space of names, scenarios and books",
            $"{host.Line("embed", name)} --scenario-set-id US_EQ_HIST_20D_2020ON",
            [set, model, joint, limit, workers, force],
            call => StabFlags.Run(
                call,
                "scenarios",
                "scenarios in the STAB space",
                new JobOptions { Workers = call.Workers(workers), Force = call.Get(force) },
                (databases, job, runner, progress) => EmbedStabScenarios.Execute(
                    databases, call.Get(set), call.Get(model), call.Get(joint), call.Get(limit), job, runner, progress, call.Cancellation)));
    }
}
