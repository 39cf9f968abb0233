using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Data;

namespace Prometheus.Cli.Commands.Data;

internal static class ExportCommand
{
    public static Command Build(CommandHost host)
    {
        var table = new Argument<string>("table") { Description = "returns, positions, trades, or any table" };
        var run = new Option<string?>("--run-id") { Description = "only rows of this run", HelpName = "id" };
        var file = new Option<string?>("--output") { Description = "file to write [standard output]", HelpName = "file" };
        return host.Command(
            "export",
            "write a table as CSV, or as JSON lines with --format json",
            "prometheus data export trades --output trades.csv",
            [table, run, file],
            call =>
            {
                using var databases = new DatabasePair(call.Settings);
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
}
