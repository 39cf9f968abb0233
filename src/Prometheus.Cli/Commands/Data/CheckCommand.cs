using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Reports.Tables;
using Prometheus.Storage.Databases;
using Prometheus.Workflows.Data;

namespace Prometheus.Cli.Commands.Data;

internal static class CheckCommand
{
    private static readonly TableColumn[] NameColumns =
        [new("instrument_id"), new("source"), new("basis"), new("first_date"), new("last_date"), new("rows"), new("expected"), new("findings")];

    private static readonly TableColumn[] ComparisonColumns =
    [
        new("instrument_id"),
        new("stored_source"),
        new("other_source"),
        new("common_sessions"),
        new("only_stored"),
        new("only_other"),
        new("median_difference_bps", "F2"),
        new("different_sessions"),
        new("worst_date"),
        new("worst_stored", "F6", "P2"),
        new("worst_other", "F6", "P2"),
    ];

    public static Command Build(CommandHost host)
    {
        var market = CommonOptions.Market();
        var end = new Option<DateOnly?>("--end") { Description = "last date that is looked at", HelpName = "date" };
        var file = new Option<string?>("--file") { Description = "prices of a second source to compare; nothing of it is stored", HelpName = "path" };
        var suffix = new Option<string?>("--suffix") { Description = "ending of ids in the second source [the market's]", HelpName = ".US" };
        var all = new Option<bool>("--all") { Description = "every name, not only those with findings" };
        return host.Command(
            "check",
            "look at what is stored: rows, ranges, coverage against the calendar, suspicious names, a second source",
            "prometheus data check --market US_EQ",
            [market, end, file, suffix, all],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var options = new CheckPricesOptions { MarketId = call.Get(market), End = call.Get(end), AgainstPath = call.Get(file), Suffix = call.Get(suffix) };
                var report = CheckPrices.Run(databases, options, call.Cancellation);
                Summarise(call, report);
                if (options.AgainstPath is not null)
                    call.Print(Compared(report));
                else
                    call.Print(new Table(NameColumns, (call.Get(all) ? report.Names : report.Suspicious).Select(Row).ToArray()));
                return ExitCode.Done;
            });
    }

    private static void Summarise(Invocation call, CheckPricesReport report)
    {
        call.Say(FormattableString.Invariant(
            $"{report.Names.Count} names, {report.Rows:N0} bars, {report.FirstDate:yyyy-MM-dd} to {report.LastDate:yyyy-MM-dd} over {report.Sessions:N0} sessions"));
        call.Say(FormattableString.Invariant(
            $"coverage {report.Coverage:P2}, {report.ThinSessions.Count} thin sessions, {report.QuarantinedRows} rows in quarantine, {report.FlaggedRows} flagged, {report.ImpliedActions} implied distributions"));
        foreach (var repair in report.Repairs)
            call.Say($"repaired: {repair}");
        call.Say($"{report.Suspicious.Count()} names with findings");
    }

    private static object?[] Row(NameCheck name)
        => [name.InstrumentId, name.Source, name.Basis.ToString(), name.FirstDate, name.LastDate, name.Rows, name.ExpectedSessions, string.Join("; ", name.Findings)];

    private static Table Compared(CheckPricesReport report)
    {
        var rows = report.Comparisons.Select(c => new object?[]
        {
            c.InstrumentId, c.StoredSource, c.OtherSource, c.CommonSessions, c.OnlyStored, c.OnlyOther, c.MedianDifferenceBps, c.DifferentSessions, c.WorstDate, c.WorstStored, c.WorstOther,
        });
        return new Table(ComparisonColumns, rows.ToArray());
    }
}
