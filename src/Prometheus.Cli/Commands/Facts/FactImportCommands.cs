using Prometheus.Cli.Hosting;
using Prometheus.Core.Errors;
using Prometheus.Core.Fundamentals;
using Prometheus.Databases;
using Prometheus.Sources.Fundamentals;
using Prometheus.Sources.Records;
using Prometheus.Workflows.Facts;

namespace Prometheus.Cli.Commands.Facts;

/// <summary><c>data import</c> of texts, statements and events.</summary>
internal static class FactImportCommands
{
    public static Command Filings(CommandHost host) => Texts(
        host,
        "filings",
        "import filings: issuer or symbol, type, date, text, where present id, known_on; else known from the next session on",
        "prometheus data import filings --file filings.jsonl --market US_EQ",
        isTimed: false,
        "filings",
        ImportDocuments.Filings);

    public static Command Transcripts(CommandHost host) => Texts(
        host,
        "transcripts",
        "import transcripts of calls: issuer or symbol, date, text, where present id, known_on; else known from the next session on",
        "prometheus data import transcripts --file calls.jsonl --market US_EQ",
        isTimed: false,
        "transcripts",
        ImportDocuments.Transcripts);

    public static Command News(CommandHost host) => Texts(
        host,
        "news",
        "import articles: timestamp with zone and headline, where present id, source, body, language, symbols; or a row a day: Date, Top1, Top2, …",
        "prometheus data import news --file news.csv --market US_EQ",
        isTimed: true,
        "articles",
        ImportNews.Run);

    public static Command Macro(CommandHost host) => Texts(
        host,
        "macro",
        "import events of the economy: timestamp with zone, event_type, description, where present id, country; or a row a day: Date, Top1, Top2, …",
        "prometheus data import macro --file macro.csv --market US_EQ",
        isTimed: true,
        "events",
        ImportMacro.Run);

    public static Command Fundamentals(CommandHost host)
    {
        var file = new Option<string>("--file") { Description = "CSV with a header or JSON lines, plain or .gz: one column an item, or item and value", Required = true, HelpName = "path" };
        var market = CommonOptions.Market();
        var columns = new Option<string?>("--columns") { Description = "header names, e.g. symbol=code,period_end=quarter", HelpName = "map" };
        var frequency = new Option<string?>("--frequency") { Description = "ANNUAL, QUARTERLY or TTM of rows that name none [the layout's]", HelpName = "f" };
        var scale = DeclaredOption.Of<StatementFileOptions, double?>(nameof(StatementFileOptions.Scale), "--scale", "currency units an amount stands for, e.g. 1000000 [the layout's, else 1]", "n");
        var source = new Option<string?>("--source") { Description = "label of the source [the file's name]", HelpName = "label" };
        var suffix = new Option<string?>("--suffix") { Description = "ending of instrument ids [the market's]", HelpName = ".US" };
        var replace = new Option<bool>("--replace") { Description = "let statements take the place of another source's" };
        return host.Command(
            "fundamentals",
            "import statements; a report date that is not stated is assumed 90 days after a year's end, 60 after a quarter's, and marked",
            "prometheus data import fundamentals --file statements.csv --frequency QUARTERLY",
            [file, market, columns, frequency, scale, source, suffix, replace],
            call =>
            {
                var options = new ImportStatementsOptions
                {
                    Path = call.Get(file),
                    MarketId = call.Get(market),
                    File = new StatementFileOptions
                    {
                        Columns = RecordMapping.Parse(call.Get(columns)),
                        Frequency = FrequencyOf(call.Get(frequency)),
                        Scale = call.Get(scale),
                    },
                    Source = call.Get(source),
                    Suffix = call.Get(suffix),
                    Replace = call.Get(replace),
                };
                using var databases = new DatabasePair(call.Settings);
                var summary = ImportStatements.Run(databases, options);
                if (summary.Further.Any(f => f.What == ImportStatements.AssumedDates && f.Count > 0))
                    call.Say("report dates that were not stated are assumed: 90 days after the end of a year, 60 after that of a quarter or twelve months; marked in financial_statements.assumed");
                return FactReport.Print(call, summary, "statements");
            });
    }

    private static StatementFrequency? FrequencyOf(string? text)
        => text is null ? null : StatementFile.FrequencyOf(text) ?? throw new UserError($"--frequency expects ANNUAL, QUARTERLY or TTM, found '{text}'");

    private static Command Texts(
        CommandHost host, string name, string summary, string example, bool isTimed, string what, Func<DatabasePair, ImportTextsOptions, ImportFactsSummary> import)
    {
        var options = new TextImportFlags();
        return host.Command(name, summary, example, isTimed ? options.TimedTexts : options.Texts, call =>
        {
            using var databases = new DatabasePair(call.Settings);
            return FactReport.Print(call, import(databases, options.Of(call, isTimed)), what);
        });
    }
}
