using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Metrics;
using Prometheus.Reports.Tables;

namespace Prometheus.Cli.Commands.Backtests;

/// <summary>A campaign's result in the seeds' columns; a failed sleeve keeps its ids and has empty metrics.</summary>
internal static class CampaignTable
{
    private static readonly TableColumn[] Columns =
    [
        new("run_id", TerminalWidth: 8),
        new("sleeve_id"),
        new("strategy_id"),
        new(MetricCatalog.CumulativeReturn.Key, "F6", "P2"),
        new(MetricCatalog.AnnualisedSharpe.Key, "F4", "F2"),
        new(MetricCatalog.MaxDrawdown.Key, "F6", "P2"),
    ];

    public static Table Of(CampaignResult result) => new(Columns, result.Sleeves.Select(Row).ToArray());

    private static object?[] Row(SleeveResult sleeve)
    {
        var metrics = (sleeve as SleeveRun)?.Metrics;
        return [sleeve.RunId, sleeve.Sleeve.SleeveId, sleeve.Sleeve.StrategyId, Value(MetricCatalog.CumulativeReturn.Key), Value(MetricCatalog.AnnualisedSharpe.Key), Value(MetricCatalog.MaxDrawdown.Key)];

        double? Value(string key) => metrics is not null && metrics.TryGetValue(key, out var value) ? value : null;
    }
}
