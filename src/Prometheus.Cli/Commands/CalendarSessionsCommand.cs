using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Core.Time;
using Prometheus.Reports.Tables;

namespace Prometheus.Cli.Commands;

internal static class CalendarSessionsCommand
{
    public static Command Build(CommandHost host)
    {
        var exchange = new Option<string>("--exchange") { Description = "venue, e.g. XNYS", Required = true, HelpName = "mic" };
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        return host.Command(
            "sessions",
            "list the sessions of a venue with their kind and UTC times",
            "prometheus calendar sessions --exchange XNYS --start 2024-11-25 --end 2024-11-29",
            [exchange, start, end],
            call =>
            {
                var (from, to) = call.Range(start, end);
                var rows = ExchangeCalendars.Get(call.Get(exchange)).Sessions(from, to)
                    .Select(s => new object?[] { s.Date, s.Kind == SessionKind.Full ? "FULL" : "EARLY", s.OpenUtc, s.CloseUtc })
                    .ToArray();
                call.Print(new Table(["session", "kind", "open_utc", "close_utc"], rows));
                return rows.Length > 0 ? ExitCode.Done : ExitCode.NothingMatched;
            });
    }
}
