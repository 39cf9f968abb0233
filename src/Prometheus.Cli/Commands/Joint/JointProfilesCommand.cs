using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Embeddings.Joint;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary><c>joint profiles</c>, also <c>script backfill_joint_profiles</c>.</summary>
internal static class JointProfilesCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var dates = new JointDates();
        var space = new SpaceFlags(JointSpaces.Profile)
            .Model("--numeric-profile-model-id", JointSpaces.Numeric).Model("--behaviour-model-id", JointSpaces.Behaviour).Model("--text-model-id", JointSpaces.Text)
            .Weight("--w-numeric", JointSpaces.Numeric).Weight("--w-behaviour", JointSpaces.Behaviour).Weight("--w-text", JointSpaces.Text);
        var market = JointOptions.Market();
        var issuers = JointOptions.List("--issuer-id", "only these issuers");
        var limit = JointOptions.Limit("issuers");
        var window = JointOptions.Window();
        return BackfillVerb.Build(
            host,
            name,
            "join numbers, behaviour and texts of issuers",
            $"{host.Line("joint", name)} --as-of 2022-06-01",
            "joint profiles",
            [.. dates.Options, market, issuers, limit, window, .. space.Options],
            (call, databases, jobs) =>
            {
                var (start, end) = dates.Require(call);
                var joint = space.Read(call);
                return BackfillJointProfiles.Execute(
                    databases, joint, call.Get(market), call.Get(issuers) ?? [], call.Get(limit), call.Get(window), start, end, jobs);
            });
    }
}
