using Prometheus.Cli.Hosting;
using Prometheus.Cli.Output;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.Lambda;

namespace Prometheus.Cli.Commands.Lambda;

/// <summary>Prints results of experiments: every column as data, the telling ones on a terminal.</summary>
internal static class LambdaResultTable
{
    /// <param name="call">The command.</param>
    /// <param name="results">Rows of a results file.</param>
    /// <param name="sortedBy">A column that is shown in any case.</param>
    public static void Print(Invocation call, Table results, string? sortedBy)
    {
        if (call.Format != OutputFormat.Table)
        {
            call.Print(results);
            return;
        }

        var shown = Enumerable.Range(0, results.Columns.Count)
            .Where(c => LambdaResultColumns.Short.Contains(results.Columns[c].Name, StringComparer.Ordinal) || results.Columns[c].Name == sortedBy).ToArray();
        var columns = shown.Select(c => new TableColumn(results.Columns[c].Name, TerminalFormat: "0.####")).ToArray();
        call.Print(new Table(columns, results.Rows.Select(r => Array.ConvertAll(shown, c => r[c])).ToArray()));
    }
}
