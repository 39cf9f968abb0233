using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Embeddings.Joint;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary><c>joint episodes</c>, also <c>script backfill_joint_episode_context</c>.</summary>
internal static class JointEpisodesCommand
{
    public static Command Build(CommandHost host, string name)
    {
        var file = new Option<string?>("--episodes-file") { Description = "JSON list of {episode_id, label, region, start_date, end_date} [built-in: 1998 to 2022]", HelpName = "file" };
        var space = new SpaceFlags(JointSpaces.Episode).Model("--text-model-id", JointSpaces.News).Weight("--w-regime", JointSpaces.Regime).Weight("--w-text", JointSpaces.News);
        var language = JointOptions.Text("--language", "only articles of this language");
        return BackfillVerb.Build(
            host,
            name,
            "join regimes and news before, during and after named episodes",
            host.Line("joint", name),
            "joint episodes",
            [file, language, .. space.Options],
            (call, databases, jobs) =>
            {
                var joint = space.Read(call);
                var episodes = call.Get(file) is { } path ? EpisodeList.Read(path) : EpisodeList.BuiltIn();
                return BackfillJointEpisodes.Execute(databases, joint, episodes, call.Get(language), jobs);
            });
    }
}
