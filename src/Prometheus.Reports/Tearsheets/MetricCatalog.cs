using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Tearsheets;

/// <summary>Reader's labels and formats for the keys of <c>metrics_json</c>.</summary>
internal static class MetricCatalog
{
    /// <summary>In the order of the page.</summary>
    private static readonly (string Key, string Label, NumberFormat Format)[] Labelled =
    [
        ("cumulative_return", "Cumulative return", NumberFormat.SignedPercent),
        ("benchmark_cumulative_return", "Cumulative return of the benchmark", NumberFormat.SignedPercent),
        ("annualised_return", "Return a year", NumberFormat.SignedPercent),
        ("annualised_vol", "Volatility a year", NumberFormat.Percent),
        ("annualised_sharpe", "Sharpe ratio", NumberFormat.Ratio),
        ("annualised_sharpe_excess_rf", "Sharpe ratio over the risk-free rate", NumberFormat.Ratio),
        ("annualised_sortino", "Sortino ratio over the risk-free rate", NumberFormat.Ratio),
        ("calmar", "Calmar ratio", NumberFormat.Ratio),
        ("max_drawdown", "Deepest drawdown", NumberFormat.Percent),
        ("hit_rate_fraction", "Sessions that gained", NumberFormat.Percent),
        ("alpha_per_year", "Alpha a year", NumberFormat.SignedPercent),
        ("beta", "Beta", NumberFormat.Ratio),
        ("tracking_error_per_year", "Tracking error a year", NumberFormat.Percent),
        ("information_ratio", "Information ratio", NumberFormat.Ratio),
        ("return_early", "Return of the first half", NumberFormat.SignedPercent),
        ("return_late", "Return of the second half", NumberFormat.SignedPercent),
        ("sharpe_early", "Sharpe ratio of the first half", NumberFormat.Ratio),
        ("sharpe_late", "Sharpe ratio of the second half", NumberFormat.Ratio),
        ("turnover_one_way_per_year", "Turnover a year, one-way", NumberFormat.Percent),
        ("cost_drag_bps_per_year", "Cost drag a year", NumberFormat.BasisPoints),
        ("average_holding_sessions", "Mean holding period", NumberFormat.Sessions),
        ("days_to_liquidate_at_10pct_adv", "To sell the book at 10% of volume", NumberFormat.Sessions),
        ("capacity_capital_at_10pct_volume", "Capital at which 10% of volume binds", NumberFormat.Money),
        ("names_mean", "Names held, mean", NumberFormat.Decimal),
        ("gross_exposure_mean", "Gross exposure, mean", NumberFormat.Percent),
        ("net_exposure_mean", "Net exposure, mean", NumberFormat.Percent),
        ("fragile_exposure_mean", "Exposure to fragile names, mean", NumberFormat.Percent),
        ("universe_size_mean", "Universe size, mean", NumberFormat.Decimal),
        ("stab_risk_score_mean_over_run", "Risk of members to become targetable, mean", NumberFormat.Percent),
        ("stab_p_worsen_any_mean_over_run", "Risk of members to worsen at all, mean", NumberFormat.Percent),
    ];

    /// <summary>A part of an unlabelled key that tells its unit; the first that matches.</summary>
    private static readonly (string Part, NumberFormat Format)[] Units =
    [
        ("_t_stat", NumberFormat.Ratio),
        ("_bps", NumberFormat.BasisPoints),
        ("days_", NumberFormat.Count),
        ("risk_score", NumberFormat.Percent),
        ("sharpe", NumberFormat.Ratio),
        ("num_", NumberFormat.Count),
        ("_sessions", NumberFormat.Sessions),
        ("capital", NumberFormat.Money),
        ("return", NumberFormat.SignedPercent),
        ("drawdown", NumberFormat.Percent),
        ("exposure", NumberFormat.Percent),
        ("fraction", NumberFormat.Percent),
        ("coverage", NumberFormat.Percent),
        ("_p_", NumberFormat.Percent),
    ];

    public static MetricLine[] Describe(IReadOnlyDictionary<string, double> metrics)
    {
        var labelled = from known in Labelled
                       where metrics.ContainsKey(known.Key)
                       select new MetricLine(known.Key, known.Label, metrics[known.Key], known.Format);
        var others = from metric in metrics.OrderBy(m => m.Key, StringComparer.Ordinal)
                     where !Array.Exists(Labelled, known => known.Key == metric.Key)
                     select new MetricLine(metric.Key, Spell(metric.Key), metric.Value, UnitOf(metric.Key));
        return [.. labelled, .. others];
    }

    private static string Spell(string key) => char.ToUpperInvariant(key[0]) + key[1..].Replace('_', ' ');

    private static NumberFormat UnitOf(string key)
    {
        var found = Array.FindIndex(Units, u => key.Contains(u.Part, StringComparison.Ordinal));
        return found < 0 ? NumberFormat.General : Units[found].Format;
    }
}
