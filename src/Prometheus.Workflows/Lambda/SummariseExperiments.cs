using System.Globalization;
using Prometheus.Reports.Tables;
using Prometheus.Sources.Tables;

namespace Prometheus.Workflows.Lambda;

/// <summary>The best rows of a file of results, by one of its numbers.</summary>
public static class SummariseExperiments
{
    private const string Experiment = "experiment_id";

    /// <param name="path">A file of results.</param>
    /// <param name="sortBy">A column of numbers; highest first, missing last, ties by experiment id.</param>
    /// <param name="top">How many; one at least.</param>
    /// <exception cref="UserError">An unreadable file, or no such column of numbers.</exception>
    /// <exception cref="NothingMatchedError">A header without rows.</exception>
    public static Table Execute(string path, string sortBy, int top)
    {
        AccessLog.Current?.NoteFileRead(path);
        using var table = TableReader.Open(path);
        var (key, id) = (table.Require(sortBy), table.Require(Experiment));
        var rows = new List<(double Value, string Id, object?[] Cells)>();
        while (table.Next())
            rows.Add((table.Number(key), table.Text(id), Enumerable.Range(0, table.Header.Count).Select(c => CellOf(table.Text(c))).ToArray()));
        if (rows.Count == 0)
            throw new NothingMatchedError($"{table.File} holds no experiment");

        var best = rows.OrderBy(r => double.IsNaN(r.Value)).ThenByDescending(r => r.Value).ThenBy(r => r.Id, StringComparer.Ordinal).Take(Math.Max(1, top));
        return new Table(table.Header, best.Select(r => r.Cells).ToArray());
    }

    private static object? CellOf(string text)
    {
        if (text.Length == 0)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : text;
    }
}
