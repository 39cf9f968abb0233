using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Embeddings.Joint;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary><c>joint portfolios</c>, also <c>script backfill_joint_portfolios</c>.</summary>
internal static class JointPortfoliosCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var dates = new JointDates();
        var space = new SpaceFlags(JointSpaces.Portfolio).Model("--numeric-model-id", JointSpaces.Numeric);
        var portfolios = JointOptions.List("--portfolio-id", "only these portfolios, in every context that has them");
        var limit = JointOptions.Limit("portfolios");
        var window = JointOptions.Window();
        return BackfillVerb.Build(
            host,
            name,
            "bring the numeric vectors of stored books into their joint space",
            $"{host.Line("joint", name)} --start 2022-01-03 --end 2022-12-30",
            "joint portfolios",
            [.. dates.Options, portfolios, limit, window, .. space.Options],
            (call, databases, jobs) =>
            {
                var (start, end) = dates.Require(call);
                var joint = space.Read(call);
                return BackfillJointPortfolios.Execute(
                    databases, joint, call.Get(portfolios) ?? [], call.Get(limit), call.Get(window), start, end, jobs);
            });
    }
}
