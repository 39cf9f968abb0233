using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Embeddings.Joint;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>
/// <c>joint regime-context</c> and <c>joint regime-macro</c>, also <c>script backfill_joint_regime_context</c> and
/// <c>script backfill_joint_regime_macro_context</c>.
/// </summary>
internal static class JointRegimeContextCommand
{
    public static Command Build(CommandHost host, string name, RegimeContextKind kind)
    {
        var isNews = kind == RegimeContextKind.News;
        var dates = new JointDates();
        var text = isNews ? JointSpaces.News : JointSpaces.Macro;
        var space = new SpaceFlags(isNews ? JointSpaces.RegimeContext : JointSpaces.RegimeMacro)
            .Model("--text-model-id", text).Weight("--w-regime", JointSpaces.Regime).Weight("--w-text", text);
        var regions = JointOptions.List("--region", "regions, e.g. US", required: true);
        var language = JointOptions.Text("--language", "only articles of this language");
        var country = JointOptions.Text("--country", "only events of this country");
        var eventType = JointOptions.Text("--event-type", "only events of this type");
        return BackfillVerb.Build(
            host,
            name,
            isNews ? "join the regime of a region with the news of the session" : "join the regime of a region with the macro events of the session",
            name.StartsWith("backfill", StringComparison.Ordinal) ? $"prometheus script {name} --region US --as-of 2022-06-01" : $"prometheus joint {name} --region US --date-range 2022-01-03 2022-12-30",
            "joint regimes",
            [regions, .. dates.Options, .. isNews ? (Option[])[language] : [country, eventType], .. space.Options],
            (call, databases, jobs) =>
            {
                var (start, end) = dates.Require(call);
                var joint = space.Read(call);
                var filter = isNews ? new RegimeContextFilter(call.Get(language), null, null) : new RegimeContextFilter(null, call.Get(country), call.Get(eventType));
                return BackfillJointRegimeContext.Execute(databases, joint, kind, call.Get(regions), filter, start, end, jobs);
            });
    }
}
