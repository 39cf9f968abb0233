using Prometheus.Cli.Output;
using Prometheus.Core.Errors;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Files;

namespace Prometheus.Cli.Hosting;

/// <summary>Where the rows of a command go: into the CSV file that <c>--output</c> names, else to standard output.</summary>
internal static class TableOutput
{
    public static Option<string?> File() => new("--output") { Description = "CSV file to write, with its folder [standard output]", HelpName = "file" };

    /// <summary>Writes the rows; says how many there were where they went into a file.</summary>
    /// <param name="call">The command.</param>
    /// <param name="path">The file; null is standard output.</param>
    /// <param name="header">Column names.</param>
    /// <param name="rows">Plain values; read once and as late as possible.</param>
    /// <param name="nothing">The sentence where there is no row.</param>
    /// <exception cref="NothingMatchedError">No row: nothing is written.</exception>
    public static int Write(Invocation call, string? path, IReadOnlyList<string> header, IEnumerable<object?[]> rows, string nothing)
    {
        using var reader = rows.GetEnumerator();
        if (!reader.MoveNext())
            throw new NothingMatchedError(nothing);
        var all = From(reader);
        if (path is not null)
            call.Say($"{path}: {CsvFile.Write(path, header, all)} rows");
        else if (call.Format == OutputFormat.Csv)
            CsvFile.Write(call.Host.Output, header, all);
        else
            call.Print(new Table(header, all.ToArray()));
        return ExitCode.Done;
    }

    /// <summary>The present row and all after it.</summary>
    private static IEnumerable<object?[]> From(IEnumerator<object?[]> reader)
    {
        do
            yield return reader.Current;
        while (reader.MoveNext());
    }
}
