using System.Text.Encodings.Web;
using System.Text.Json;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.Reports.Tables;
using Prometheus.Sources.Synthetic;
using Prometheus.States.Prices;
using Prometheus.Workflows.Artefacts;
using Prometheus.Workflows.Data;
using Prometheus.Workflows.Facts;
using Prometheus.Workflows.States;

namespace Prometheus.Cli.Commands.Data;

/// <summary><c>data</c>: what is stored of markets.</summary>
internal static class DataCommands
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

    public static Command Check(CommandHost host)
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
            (call, databases) =>
            {
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

    public static Command Status(CommandHost host)
    {
        var market = new Option<string?>("--market") { Description = "market id [all]", HelpName = "id" };
        return host.Command(
            "status",
            "show which derived rows, runs and files are stale after new or corrected data, why, and the command of each; refresh gives them again",
            "prometheus data status",
            [market],
            (call, databases) =>
            {
                var judged = DataStatus.Read(databases, call.Settings, call.Get(market), call.Cancellation);
                return call.Print(new Table(
                    ["what", "artefacts", "start", "end", "state", "sessions_behind", "because", "command"],
                    [
                        .. judged.SelectMany(j => RowsOf(j, CommandWords.Line(j.Making.Command, call.Settings))),
                        .. DataStatus.Unrecorded(databases).Select(Row),
                    ]));
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

    public static Command Derive(CommandHost host)
    {
        var market = CommonOptions.Market();
        return BackfillVerb.Build(
            host,
            DerivedSeries.Definition,
            "derive daily returns and volatilities from stored prices",
            "prometheus data derive --market US_EQ",
            [market],
            (call, databases, jobs) => DeriveReturns.Execute(databases, call.Get(market), jobs));
    }

    public static Command Export(CommandHost host)
    {
        var table = new Argument<string>("table") { Description = "returns, positions, trades, or any table" };
        var run = new Option<string?>("--run-id") { Description = "only rows of this run", HelpName = "id" };
        var file = new Option<string?>("--output") { Description = "file to write [standard output]", HelpName = "file" };
        return host.Command(
            "export",
            "write a table as CSV, or as JSON lines with --format json",
            "prometheus data export trades --output trades.csv",
            [table, run, file],
            (call, databases) =>
            {
                using var rows = TableExport.Open(databases, call.Get(table), call.Get(run));
                var count = call.Get(file) is { } path ? WriteFile(path, rows, call.Format) : Write(call.Host.Output, rows, call.Format);
                call.Say($"exported {count} rows");
                return count > 0 ? ExitCode.Done : ExitCode.NothingMatched;
            });
    }

    private static long WriteFile(string path, TextRows rows, OutputFormat format)
    {
        try
        {
            using var writer = new StreamWriter(path);
            return Write(writer, rows, format);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"cannot write '{path}': {problem.Message}", problem);
        }
    }

    private static long Write(TextWriter writer, TextRows rows, OutputFormat format)
    {
        var count = 0L;
        if (format != OutputFormat.Json)
            writer.Write(CsvText.Line(rows.Names));
        while (rows.Next())
        {
            writer.Write(format == OutputFormat.Json ? JsonLine(rows) : CsvText.Line(Enumerable.Range(0, rows.Names.Count).Select(c => rows[c] ?? "")));
            count++;
        }

        return count;
    }

    private static string JsonLine(TextRows rows)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            for (var c = 0; c < rows.Names.Count; c++)
                WriteMember(json, rows.Names[c], rows[c], rows.Types[c]);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void WriteMember(Utf8JsonWriter json, string name, string? text, ColumnType? type)
    {
        if (text is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WritePropertyName(name);
        if (type is ColumnType.Real or ColumnType.Integer or ColumnType.Narrow or ColumnType.Boolean or ColumnType.Json)
            json.WriteRawValue(text);
        else
            json.WriteStringValue(text);
    }

    public static Command Remove(CommandHost host)
    {
        var id = new Argument<string>("instrument") { Description = "an id such as AAPL.US" };
        return host.Command(
            "remove",
            "take an instrument out of the store: bars, actions, facts and what is about it alone; refresh then makes the rest again without it",
            "prometheus data remove SYN040.US",
            [id],
            (call, databases) =>
            {
                var rows = RemoveInstrument.Execute(databases, call.Get(id), call.Cancellation);
                call.Say(FormattableString.Invariant($"removed {call.Get(id)}: {rows} rows; 'prometheus refresh' makes again what was computed with it"));
                return ExitCode.Done;
            });
    }

    public static Command Synth(CommandHost host)
    {
        var instruments = DeclaredOption.Of<SyntheticMarketOptions, int>(nameof(SyntheticMarketOptions.Instruments), "--instruments", "companies, the index fund aside", "n");
        var start = CommonOptions.Start();
        var end = CommonOptions.End();
        var seed = DeclaredOption.Of<SyntheticMarketOptions, long>(nameof(SyntheticMarketOptions.Seed), "--seed", "equal seeds give equal markets", "n");
        var market = CommonOptions.Market();
        var truth = new Option<string?>("--truth") { Description = "JSON file that takes what the market knows of itself", HelpName = "file" };
        return host.Command(
            "synth",
            "store the built-in synthetic market",
            "prometheus data synth --instruments 80 --start 2020-01-02 --end 2023-12-29 --seed 7",
            [instruments, start, end, seed, market, truth],
            (call, databases) =>
            {
                var (from, to) = call.Range(start, end);
                var options = new GenerateSyntheticOptions
                {
                    Market = new SyntheticMarketOptions { Instruments = call.Get(instruments), Start = from, End = to, Seed = call.Get(seed) },
                    MarketId = call.Get(market),
                    TruthPath = call.Get(truth),
                };
                GenerateSyntheticSummary summary;
                using (var progress = new ImportProgressLine(call.Host.Error))
                    summary = GenerateSynthetic.Run(databases, options, progress, call.Cancellation);
                return call.Print(new Table(
                    ["what", "count"],
                    [
                        ["sessions", summary.Sessions],
                        ["instruments created", summary.Instruments.InstrumentsCreated],
                        ["facts written", summary.Instruments.FactsWritten + summary.Sectors.FactsWritten],
                        ["rows added", summary.Stored.RowsAdded],
                        ["rows changed", summary.Stored.RowsChanged],
                        ["texts and statements written", summary.FactRows],
                    ]));
            });
    }
}
