using Prometheus.Backtest.Campaigns;
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
        new("cumulative_return", "F6", "P2"),
        new("annualised_sharpe", "F4", "F2"),
        new("max_drawdown", "F6", "P2"),
    ];

    public static Table Of(CampaignResult result) => new(Columns, result.Sleeves.Select(Row).ToArray());

    private static object?[] Row(SleeveResult sleeve)
    {
        var metrics = (sleeve as SleeveRun)?.Metrics;
        return [sleeve.RunId, sleeve.Sleeve.SleeveId, sleeve.Sleeve.StrategyId, Value("cumulative_return"), Value("annualised_sharpe"), Value("max_drawdown")];

        double? Value(string key) => metrics is not null && metrics.TryGetValue(key, out var value) ? value : null;
    }
}
