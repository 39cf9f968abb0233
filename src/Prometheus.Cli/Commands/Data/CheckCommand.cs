using System.CommandLine;
using Prometheus.Cli.Hosting;
using Prometheus.Databases;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.Facts;

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
            "look at what is stored: rows, ranges, coverage against the calendar, suspicious names, texts and fundamentals, a second source",
            "prometheus data check --market US_EQ",
            [market, end, file, suffix, all],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
                var options = new CheckPricesOptions { MarketId = call.Get(market), End = call.Get(end), AgainstPath = call.Get(file), Suffix = call.Get(suffix) };
                var report = CheckPrices.Run(databases, options, call.Cancellation);
                Summarise(call, report);
                var facts = CheckFacts.Run(databases, options.MarketId, options.End);
                Summarise(call, facts);
                if (options.AgainstPath is not null)
                    call.Print(Compared(report));
                else
                    call.Print(new Table(NameColumns, (call.Get(all) ? report.Names : report.Suspicious).Select(Row).ToArray()));
                return facts.HasErrors ? ExitCode.Failed : ExitCode.Done;
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

    /// <summary>Tables without rows are passed over.</summary>
    private static void Summarise(Invocation call, CheckFactsReport facts)
    {
        foreach (var t in facts.Tables.Where(t => t.Rows > 0))
            call.Say(FormattableString.Invariant($"{t.Table}: {t.Rows:N0} rows, {t.First:yyyy-MM-dd} to {t.Last:yyyy-MM-dd}{(t.Remarks.Length > 0 ? ", " : "")}{t.Remarks}"));
        foreach (var f in facts.Findings)
            call.Say(FormattableString.Invariant($"{(f.IsError ? "error" : "look at")}: {f.Rule} × {f.Count}, first {f.Example}"));
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
