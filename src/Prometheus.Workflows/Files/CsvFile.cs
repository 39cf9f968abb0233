using Prometheus.Reports.Tables;

namespace Prometheus.Workflows.Files;

/// <summary>Writes a table as a CSV file: whole or not at all, so that a reader never meets half of it.</summary>
public static class CsvFile
{
    /// <param name="path">Its folder is made where missing; an existing file is replaced.</param>
    /// <param name="header">Column names.</param>
    /// <param name="rows">Plain values, one a column; read once.</param>
    /// <returns>Rows written.</returns>
    /// <exception cref="UserError">The file cannot be written there.</exception>
    public static long Write(string path, IEnumerable<string> header, IEnumerable<object?[]> rows)
    {
        var count = 0L;
        WholeFile.Write(path, writer => count = Write(writer, header, rows));
        return count;
    }

    /// <summary>The same to a stream of text.</summary>
    public static long Write(TextWriter writer, IEnumerable<string> header, IEnumerable<object?[]> rows)
    {
        writer.Write(CsvText.Line(header));
        var count = 0L;
        foreach (var row in rows)
        {
            writer.Write(CsvText.Line(row.Select(value => CellText.Of(value))));
            count++;
        }

        return count;
    }
}
