using System.CommandLine;
using Prometheus.Engines.Joint;

namespace Prometheus.Cli.Commands.StabScenarios;

/// <summary>Flags that the commands about STAB vectors share.</summary>
internal static class StabFlags
{
    /// <summary>The joint model of names and scenarios; scripts name it in two ways.</summary>
    public static Option<string> JointModel(string name) => new(name)
    {
        Description = "joint model of names and scenarios",
        DefaultValueFactory = _ => JointSpaces.StabFragility.ModelId,
        HelpName = "id",
    };

    public static Option<string> ScenarioSet() => new("--scenario-set-id") { Description = "id or name of a scenario set", Required = true, HelpName = "set" };
}
