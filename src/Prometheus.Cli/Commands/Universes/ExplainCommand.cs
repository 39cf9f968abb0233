using System.CommandLine;
using System.Globalization;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Universes;

namespace Prometheus.Cli.Commands.Universes;

internal static class ExplainCommand
{
    private static readonly TableColumn[] Columns =
    [
        new("part"), new("item"), new("value"), new("z", TerminalFormat: "F3"), new("weight", TerminalFormat: "G6"), new("points", TerminalFormat: "F3"), new("verdict"),
    ];

    public static Command Build(CommandHost host)
    {
        var instrument = new Argument<string>("instrument") { Description = "instrument id" };
        var date = new Argument<string>("date") { Description = "session (yyyy-MM-dd)" };
        var universe = new Option<string?>("--universe-id") { Description = "universe [the run's, or CORE_EQ_<REGION>]", HelpName = "id" };
        var run = new Option<string?>("--run-id") { Description = "run whose universe is meant, or the first characters of its id [the live universe]", HelpName = "id" };
        return host.Command(
            "explain",
            "why a name is, or is not, in a universe on a date",
            "prometheus universe explain SYN001.US 2022-06-01",
            [instrument, date, universe, run],
            call =>
            {
                var text = call.Get(date);
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asOf))
                    throw new UserError($"the date is expected as yyyy-MM-dd, found '{text}'");
                using var databases = new DatabasePair(call.Settings);
                var lines = ExplainUniverse.Execute(databases, call.Get(instrument), asOf, call.Get(universe), call.Get(run));
                call.Print(new Table(Columns, lines.Select(l => new object?[] { l.Part, l.Item, l.Value, l.Z, l.Weight, l.Points, l.Verdict }).ToArray()));
                return ExitCode.Done;
            });
    }
}
