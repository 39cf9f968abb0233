using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Embeddings.Joint;
using Prometheus.Workflows.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>
/// Scenarios that resemble the stability state of an instrument: <c>similar stab-scenarios</c>, also <c>script find_similar_stab_scenarios</c>. A
/// diagnosis: a set that has seen later days than the state may be asked, and the long form says so.
/// </summary>
internal static class SimilarScenariosCommand
{
    private static readonly string[] Columns = ["scenario_set_id", "scenario_id", "as_of_date", "source"];

    public static Command Build(CommandHost host, string name)
    {
        var id = new Option<string>("--instrument-id") { Description = "whose state", Required = true, HelpName = "id" };
        var asOf = CommonOptions.Date("--as-of", "date of the state (yyyy-MM-dd)", required: true);
        var set = new Option<string?>("--scenario-set-id") { Description = "only scenarios of this set", HelpName = "id" };
        var start = CommonOptions.OptionalDate("--start", "first date of a scenario [first stored]");
        var end = CommonOptions.OptionalDate("--end", "last date of a scenario [last stored]");
        var flags = new SimilarFlags(JointSpaces.StabFragility);
        return host.Command(
            name,
            "scenarios that resemble the stability state of an instrument",
            $"{host.Line("similar", name)} --instrument-id SYN001.US --as-of 2022-12-30",
            [id, asOf, set, start, end, .. flags.Options],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var date = call.Get(asOf);
                var question = flags.Question(call, $"INSTRUMENT:{call.Get(id)}", date, call.Get(set) is { } one ? $"SCENARIO:{one}:" : "SCENARIO:") with
                {
                    AcrossDates = true,
                    Start = call.Get(start) ?? new DateOnly(1800, 1, 1),
                    End = call.Get(end) ?? new DateOnly(2999, 12, 31),
                };
                SimilarTable.Print(
                    call,
                    FindSimilar.Execute(databases.Historical, question),
                    Columns,
                    flags.All(call),
                    ("hindsight", cells => cells.Of("as_of_date", "") is DateOnly known && known > date));
                return ExitCode.Done;
            });
    }
}
