using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Embeddings.Joint;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>Issuers or instruments that resemble one on the same date: <c>similar profiles</c>, <c>similar assessment-context</c> and their scripts.</summary>
internal static class SimilarNamesCommand
{
    private static readonly string[] ProfileColumns = ["issuer_id", "instrument_id", "region", "source"];
    private static readonly string[] ContextColumns = ["instrument_id", "issuer_id", "region", "source"];

    public static Command Profiles(CommandHost host, string name)
        => Build(host, name, JointSpaces.Profile, "--issuer-id", "ISS_SYN001", BackfillJointProfiles.Prefix, ProfileColumns);

    public static Command Contexts(CommandHost host, string name)
        => Build(host, name, JointSpaces.AssessmentContext, "--instrument-id", "SYN001.US", BackfillJointAssessmentContext.Prefix, ContextColumns);

    private static Command Build(CommandHost host, string name, JointSpace space, string flag, string sample, string prefix, string[] columns)
    {
        var id = new Option<string>(flag) { Description = "whose neighbours", Required = true, HelpName = "id" };
        var asOf = CommonOptions.Date("--as-of", "date (yyyy-MM-dd)", required: true);
        var region = JointOptions.Text("--region", "only candidates of this region");
        var flags = new SimilarFlags(space);
        return host.Command(
            name,
            $"what resembles one in {space.JointType} on the same date",
            $"{host.Line("similar", name)} {flag} {sample} --as-of 2022-06-01",
            [id, asOf, region, .. flags.Options],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var question = flags.Question(call, prefix + call.Get(id), call.Get(asOf), prefix) with
                {
                    IsCandidate = v => call.Get(region) is not { } wanted || new JointCells(v).Scope("region") == wanted,
                };
                SimilarTable.Print(call, FindSimilar.Execute(databases.Historical, question), columns, flags.All(call));
                return ExitCode.Done;
            });
    }
}
