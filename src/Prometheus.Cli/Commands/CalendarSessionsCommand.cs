using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
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
        var columns = new Option<string?>("--columns") { Description = "all: with the begin and end of a lunch break", HelpName = "all" };
        return host.Command(
            "sessions",
            "list the sessions of a venue with their kind and UTC times",
            "prometheus calendar sessions --exchange XNYS --start 2024-11-25 --end 2024-11-29",
            [exchange, start, end, columns],
            call =>
            {
                var (from, to) = call.Range(start, end);
                var breaks = WantsAll(call.Get(columns));
                var rows = ExchangeCalendars.Get(call.Get(exchange)).Sessions(from, to).Select(s => RowOf(s, breaks)).ToArray();
                string[] header = ["session", "kind", "open_utc", "close_utc"];
                call.Print(new Table(breaks ? [.. header, "break_start_utc", "break_end_utc"] : header, rows));
                return rows.Length > 0 ? ExitCode.Done : ExitCode.NothingMatched;
            });
    }

    private static bool WantsAll(string? columns) => columns switch
    {
        null => false,
        "all" => true,
        _ => throw new UserError($"--columns expects all, found '{columns}'"),
    };

    private static object?[] RowOf(TradingSession session, bool breaks)
    {
        object?[] row = [session.Date, session.Kind == SessionKind.Full ? "FULL" : "EARLY", session.OpenUtc, session.CloseUtc];
        return breaks ? [.. row, session.Break?.StartUtc, session.Break?.EndUtc] : row;
    }
}
