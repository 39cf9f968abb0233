using Prometheus.Backtest.Robustness;
using Prometheus.Reports.Tables;

namespace Prometheus.Reports.Robustness;

/// <summary>Grids as one long table: a row a variant.</summary>
public static class RobustnessTable
{
    /// <summary>The headline numbers of a variant.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
    [
        "cumulative_return", "annualised_return", "annualised_vol", "annualised_sharpe", "max_drawdown", "turnover_one_way_per_year", "cost_drag_bps_per_year",
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
