using Prometheus.Cli.Hosting;
using Prometheus.Embeddings.Joint;
using Prometheus.Jobs;
using Prometheus.Workflows.StabScenarios;

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

    /// <summary>Bounds what is written, never what a fit sees.</summary>
    public static Option<int?> Limit(string what) => DeclaredOption.Of<StabStatesRequest, int?>(nameof(StabStatesRequest.Limit), "--limit", $"write at most so many {what}, the first ones [all]", "n");

    /// <summary>What one backfill of vectors wrote.</summary>
    public static string Describe(string what, JobOutcome outcome) => outcome.Done == 0
        ? $"{what}: nothing to write, {outcome.Skipped} units were there already"
        : $"{what}: {outcome.Rows} written, {outcome.Skipped} units were there already";
}
