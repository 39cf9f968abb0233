using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Artefacts;

namespace Prometheus.Cli.Commands.Data;

internal static class DataStatusCommand
{
    public static Command Build(CommandHost host)
    {
        var market = new Option<string?>("--market") { Description = "market id [all]", HelpName = "id" };
        return host.Command(
            "status",
            "show which derived rows, runs and files are stale after new or corrected data, why, and the command of each; refresh gives them again",
            "prometheus data status",
            [market],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var judged = DataStatus.Read(databases, call.Settings, call.Get(market), call.Cancellation);
                call.Print(new Table(
                    ["what", "artefacts", "start", "end", "state", "sessions_behind", "because", "command"],
                    [
                        .. judged.SelectMany(j => RowsOf(j, CommandWords.Line(j.Making.Command, call.Settings))),
                        .. DataStatus.Unrecorded(databases).Select(Row),
                    ]));
                return ExitCode.Done;
            });
    }

    /// <summary>Nothing is known of their inputs: the command is the verb that makes such rows, asked for its options.</summary>
    private static object?[] Row(UnrecordedRows rows)
        => [rows.ToString(), rows.Leads.Count, null, null, "UNRECORDED", 0, "no remembered command made them; given again with the options they had and --force, one is remembered", $"prometheus {string.Join(' ', rows.Verb)} --help"];

    /// <summary>One line a table or file the command wrote; one for itself where it wrote none.</summary>
    private static IEnumerable<object?[]> RowsOf(JudgedMaking judged, string command)
    {
        var kinds = judged.Making.Artefacts.Where(a => a.IsCurrent).GroupBy(a => a.IsFile ? a.Key : a.Kind, StringComparer.Ordinal).ToArray();
        var because = string.Join("; ", judged.Reasons);
        var state = judged.State.ToString().ToUpperInvariant();
        if (kinds.Length == 0)
            yield return [string.Join(' ', judged.Making.Command.Take(2)), 0, null, null, state, judged.SessionsBehind, because, command];
        foreach (var kind in kinds)
        {
            var only = kind.Count() == 1 ? kind.First().Key : kind.Key;
            yield return [only, kind.Count(), kind.Min(a => a.Owned?.First), kind.Max(a => a.Owned?.Last), state, judged.SessionsBehind, because, command];
        }
    }
}
