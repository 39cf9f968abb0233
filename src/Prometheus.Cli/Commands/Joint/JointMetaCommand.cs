using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Embeddings.Joint;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary><c>joint meta</c>, also <c>script backfill_joint_meta_config_env</c>.</summary>
internal static class JointMetaCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var space = new SpaceFlags(JointSpaces.MetaConfigEnvironment)
            .Weight("--w-config", JointSpaces.Config).Weight("--w-env", JointSpaces.Environment).Weight("--w-outcome", JointSpaces.Outcome);
        var strategies = JointOptions.List("--strategy-id", "only runs of these strategies");
        var start = CommonOptions.OptionalDate("--start", "first end date of a run [first stored]");
        var end = CommonOptions.OptionalDate("--end", "last end date of a run [last stored]");
        var limit = JointOptions.Limit("runs");
        return BackfillVerb.Build(
            host,
            name,
            "join configuration, environment and outcome of finished runs",
            host.Line("joint", name),
            "joint runs",
            [strategies, start, end, limit, .. space.Options],
            (call, databases, jobs) =>
            {
                var joint = space.Read(call);
                var request = new MetaRequest { Strategies = [.. call.Get(strategies) ?? []], Start = call.Get(start), End = call.Get(end), Limit = call.Get(limit) };
                return BackfillJointMeta.Execute(databases, joint, request, jobs);
            });
    }
}
