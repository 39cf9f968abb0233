using Prometheus.Reports.Tables;
using Prometheus.Workflows.Data;

namespace Prometheus.Cli.Commands.Data;

/// <summary>The summary of an import of reference data.</summary>
internal static class ReferenceSummaryTable
{
    public static Table Of(ReferenceSummary summary) => new(
        ["what", "count"],
        [
            ["rows read", summary.RowsRead],
            ["instruments created", summary.InstrumentsCreated],
            ["instruments changed", summary.InstrumentsChanged],
            ["facts written", summary.FactsWritten],
            ["facts assumed from the beginning", summary.FactsAssumed],
            ["rows without a value", summary.RowsWithoutValue],
        ]);
}
