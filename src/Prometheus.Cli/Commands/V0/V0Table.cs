using System.Text.Json;
using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Metrics;
using Prometheus.Reports.Tables;
using Prometheus.Workflows.V0;

namespace Prometheus.Cli.Commands.V0;

/// <summary>Every sleeve of the flow in one row, with the rules of Meta that chose it.</summary>
internal static class V0Table
{
    private static readonly TableColumn[] Columns =
    [
        new("sleeve_id"),
        new("risk"),
        new("run_id", TerminalWidth: 8),
        new(MetricCatalog.CumulativeReturn.Key, "F6", "P2"),
        new(MetricCatalog.AnnualisedSharpe.Key, "F4", "F2"),
        new(MetricCatalog.MaxDrawdown.Key, "F6", "P2"),
        new("chosen_by"),
    ];

    public static Table Of(V0Result result) => new(
        Columns,
        [
            .. result.RiskOn.Sleeves.Select(s => Row(s, "on", result)),
            .. result.RiskOff.Sleeves.Select(s => Row(s, "off", result)),
        ]);

    private static object?[] Row(SleeveResult sleeve, string risk, V0Result result)
    {
        var metrics = (sleeve as SleeveRun)?.Metrics;
        var chosen = result.Choices.Where(c => c.Selection.Selected.Any(s => s.RunId == sleeve.RunId))
            .Select(c => JsonNamingPolicy.SnakeCaseLower.ConvertName(c.Selection.Rule.ToString()));
        return
        [
            sleeve.Sleeve.SleeveId, risk, sleeve.RunId,
            .. Columns[3..6].Select(c => metrics is not null && metrics.TryGetValue(c.Name, out var value) ? (object?)value : null),
            string.Join(", ", chosen),
        ];
    }
}
