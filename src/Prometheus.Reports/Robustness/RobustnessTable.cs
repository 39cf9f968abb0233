using Prometheus.Backtest.Robustness;
using Prometheus.Core.Metrics;
using Prometheus.Reports.Tables;

namespace Prometheus.Reports.Robustness;

/// <summary>Grids as one long table: a row a variant.</summary>
public static class RobustnessTable
{
    /// <summary>The headline numbers of a variant.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
    [
        MetricCatalog.CumulativeReturn.Key, MetricCatalog.AnnualisedReturn.Key, MetricCatalog.AnnualisedVolatility.Key, MetricCatalog.AnnualisedSharpe.Key,
        MetricCatalog.MaxDrawdown.Key, MetricCatalog.TurnoverPerYear.Key, MetricCatalog.CostDragPerYear.Key,
    ];

    public static Table Of(IReadOnlyList<RobustnessGrid> grids) => new(
        ["run_id", "sleeve_id", "start_shift_sessions", "rebalance_phase", "signal_delay_sessions", "cost_multiple", .. Metrics, "error"],
        [.. grids.SelectMany(grid => grid.Cells.Select(cell => Row(grid, cell)))]);

    private static object?[] Row(RobustnessGrid grid, RobustnessCell cell) =>
    [
        cell.RunId,
        grid.Sleeve.SleeveId,
        cell.Variant.StartShift,
        cell.Variant.Phase,
        cell.Variant.Delay,
        cell.Variant.CostMultiple,
        .. Metrics.Select(metric => (object?)cell[metric]),
        cell.Failure,
    ];
}
