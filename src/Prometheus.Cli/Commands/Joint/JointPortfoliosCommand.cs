using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Embeddings.Joint;
using Prometheus.Jobs;
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
        var (workers, force) = (CommonOptions.Workers(), CommonOptions.Force());
        return host.Command(
            name,
            "bring the numeric vectors of stored books into their joint space",
            $"{host.Line("joint", name)} --start 2022-01-03 --end 2022-12-30",
            [.. dates.Options, portfolios, limit, window, .. space.Options, workers, force],
            call =>
            {
                var (start, end) = dates.Require(call);
                var job = new JobOptions { Workers = call.Workers(workers), Force = call.Get(force) };
                var joint = space.Read(call);
                return JointWork.Run(call, "joint portfolios", job, (databases, runner, progress) => BackfillJointPortfolios.Execute(
                    databases, joint, call.Get(portfolios) ?? [], call.Get(limit), call.Get(window), start, end, job, runner, progress, call.Cancellation));
            });
    }
}
