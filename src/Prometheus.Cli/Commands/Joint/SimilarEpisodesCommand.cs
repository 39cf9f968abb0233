using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Embeddings.Joint;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>Episodes that resemble a day of a region: <c>similar episodes</c>, also <c>script find_similar_episodes_to_regime</c>.</summary>
internal static class SimilarEpisodesCommand
{
    private static readonly string[] Columns = ["episode_id", "label", "region", "start_date", "end_date", "episode_as_of"];

    public static Command Build(CommandHost host, string name)
    {
        var region = new Option<string>("--region") { Description = "region, e.g. US", Required = true, HelpName = "id" };
        var asOf = CommonOptions.Date("--as-of", "date (yyyy-MM-dd)", required: true);
        var everywhere = new Option<bool>("--all-regions") { Description = "episodes of other regions too" };
        var context = new Option<string>("--regime-model-id") { Description = "id of the joint model of the region's day", DefaultValueFactory = _ => JointSpaces.RegimeContext.ModelId, HelpName = "id" };
        var flags = new SimilarFlags(JointSpaces.Episode);
        return host.Command(
            name,
            "episodes whose days resemble a day of a region, as they were known on that day",
            $"{host.Line("similar", name)} --region US --as-of 2022-12-30",
            [region, asOf, everywhere, context, .. flags.Options],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var question = flags.Question(call, BackfillJointRegimeContext.Prefix + call.Get(region), call.Get(asOf), BackfillJointEpisodes.Prefix) with
                {
                    AcrossDates = true,
                    IsCandidate = v => call.Get(everywhere) || new JointCells(v).Scope("region") == call.Get(region),
                };
                SimilarTable.Print(call, FindSimilar.Episodes(databases.Historical, question, call.Get(context)), Columns, flags.All(call));
                return ExitCode.Done;
            });
    }
}
