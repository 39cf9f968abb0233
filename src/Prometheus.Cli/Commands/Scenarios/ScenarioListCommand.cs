using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Stores.Scenarios;

namespace Prometheus.Cli.Commands.Scenarios;

internal static class ScenarioListCommand
{
    public static Command Build(CommandHost host) => host.Command(
        "list",
        "list the stored scenario sets",
        "prometheus scenario list",
        [],
        call =>
        {
            using var databases = new DatabasePair(call.Settings);
            var sets = ScenarioStore.Summaries(databases.Runtime);
            call.Print(new Table(
                ["scenario_set_id", "name", "category", "horizon_days", "num_paths", "base_date_start", "base_date_end", "max_data_date", "seed", "status", "description"],
                sets.Select(s => new object?[]
                {
                    s.ScenarioSetId, s.Name, s.Category, s.HorizonDays, s.NumPaths, s.BaseDateStart, s.BaseDateEnd, s.MaxDataDate, s.Seed, s.Status, s.Description,
                }).ToArray()));
            if (sets.Count == 0)
                call.Say("no scenario set is stored; 'prometheus scenario generate' makes one");
            return sets.Count > 0 ? ExitCode.Done : ExitCode.NothingMatched;
        });
}
