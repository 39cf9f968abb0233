namespace Prometheus.Core.Metrics;

/// <summary>The metrics of a finished run: key, label, unit, sign and format of each, said once for JSON, tables, pages and selection.</summary>
public static class MetricCatalog
{
    public static Metric CumulativeReturn { get; } = new("cumulative_return", "Cumulative return", MetricUnit.Fraction, MetricSign.Any, NumberFormat.SignedPercent);

    public static Metric BenchmarkCumulativeReturn { get; } = new("benchmark_cumulative_return", "Cumulative return of the benchmark", MetricUnit.Fraction, MetricSign.Any, NumberFormat.SignedPercent);

    public static Metric AnnualisedReturn { get; } = new("annualised_return", "Return a year", MetricUnit.Fraction, MetricSign.Any, NumberFormat.SignedPercent);

    public static Metric AnnualisedVolatility { get; } = new("annualised_vol", "Volatility a year", MetricUnit.Fraction, MetricSign.NotNegative, NumberFormat.Percent);

    public static Metric AnnualisedSharpe { get; } = new("annualised_sharpe", "Sharpe ratio", MetricUnit.Ratio, MetricSign.Any, NumberFormat.Ratio);

    public static Metric AnnualisedExcessSharpe { get; } = new("annualised_sharpe_excess_rf", "Sharpe ratio over the risk-free rate", MetricUnit.Ratio, MetricSign.Any, NumberFormat.Ratio);

    public static Metric AnnualisedSortino { get; } = new("annualised_sortino", "Sortino ratio over the risk-free rate", MetricUnit.Ratio, MetricSign.Any, NumberFormat.Ratio);

    public static Metric Calmar { get; } = new("calmar", "Calmar ratio", MetricUnit.Ratio, MetricSign.Any, NumberFormat.Ratio);

    public static Metric MaxDrawdown { get; } = new("max_drawdown", "Deepest drawdown", MetricUnit.Fraction, MetricSign.NotPositive, NumberFormat.Percent);

    public static Metric HitRate { get; } = new("hit_rate_fraction", "Sessions that gained", MetricUnit.Fraction, MetricSign.NotNegative, NumberFormat.Percent);

    public static Metric AlphaPerYear { get; } = new("alpha_per_year", "Alpha a year", MetricUnit.Fraction, MetricSign.Any, NumberFormat.SignedPercent);

    public static Metric Beta { get; } = new("beta", "Beta", MetricUnit.Ratio, MetricSign.Any, NumberFormat.Ratio);

    public static Metric TrackingErrorPerYear { get; } = new("tracking_error_per_year", "Tracking error a year", MetricUnit.Fraction, MetricSign.NotNegative, NumberFormat.Percent);

    public static Metric InformationRatio { get; } = new("information_ratio", "Information ratio", MetricUnit.Ratio, MetricSign.Any, NumberFormat.Ratio);

    public static Metric ReturnEarly { get; } = new("return_early", "Return of the first half", MetricUnit.Fraction, MetricSign.Any, NumberFormat.SignedPercent);

    public static Metric ReturnLate { get; } = new("return_late", "Return of the second half", MetricUnit.Fraction, MetricSign.Any, NumberFormat.SignedPercent);

    public static Metric SharpeEarly { get; } = new("sharpe_early", "Sharpe ratio of the first half", MetricUnit.Ratio, MetricSign.Any, NumberFormat.Ratio);

    public static Metric SharpeLate { get; } = new("sharpe_late", "Sharpe ratio of the second half", MetricUnit.Ratio, MetricSign.Any, NumberFormat.Ratio);

    public static Metric TurnoverPerYear { get; } = new("turnover_one_way_per_year", "Turnover a year, one-way", MetricUnit.Fraction, MetricSign.NotNegative, NumberFormat.Percent);

    public static Metric CostDragPerYear { get; } = new("cost_drag_bps_per_year", "Cost drag a year", MetricUnit.BasisPoints, MetricSign.Any, NumberFormat.BasisPoints);

    public static Metric HoldingSessions { get; } = new("average_holding_sessions", "Mean holding period", MetricUnit.Sessions, MetricSign.NotNegative, NumberFormat.Sessions);

    public static Metric DaysToLiquidate { get; } = new("days_to_liquidate_at_10pct_adv", "To sell the book at 10% of volume", MetricUnit.Sessions, MetricSign.NotNegative, NumberFormat.Sessions);

    public static Metric CapacityCapital { get; } = new("capacity_capital_at_10pct_volume", "Capital at which 10% of volume binds", MetricUnit.Money, MetricSign.NotNegative, NumberFormat.Money);

    public static Metric NamesMean { get; } = new("names_mean", "Names held, mean", MetricUnit.Count, MetricSign.NotNegative, NumberFormat.Decimal);

    public static Metric GrossExposureMean { get; } = new("gross_exposure_mean", "Gross exposure, mean", MetricUnit.Fraction, MetricSign.NotNegative, NumberFormat.Percent);

    public static Metric NetExposureMean { get; } = new("net_exposure_mean", "Net exposure, mean", MetricUnit.Fraction, MetricSign.Any, NumberFormat.Percent);

    public static Metric FragileExposureMean { get; } = new("fragile_exposure_mean", "Exposure to fragile names, mean", MetricUnit.Fraction, MetricSign.NotNegative, NumberFormat.Percent);

    public static Metric UniverseSizeMean { get; } = new("universe_size_mean", "Universe size, mean", MetricUnit.Count, MetricSign.NotNegative, NumberFormat.Decimal);

    public static Metric StabilityRiskMean { get; } = new("stab_risk_score_mean_over_run", "Risk of members to become targetable, mean", MetricUnit.Fraction, MetricSign.NotNegative, NumberFormat.Percent);

    public static Metric WorseningMean { get; } = new("stab_p_worsen_any_mean_over_run", "Risk of members to worsen at all, mean", MetricUnit.Fraction, MetricSign.NotNegative, NumberFormat.Percent);

    /// <summary>In the order of a page.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        CumulativeReturn, BenchmarkCumulativeReturn, AnnualisedReturn, AnnualisedVolatility, AnnualisedSharpe, AnnualisedExcessSharpe,
        AnnualisedSortino, Calmar, MaxDrawdown, HitRate, AlphaPerYear, Beta, TrackingErrorPerYear, InformationRatio, ReturnEarly,
        ReturnLate, SharpeEarly, SharpeLate, TurnoverPerYear, CostDragPerYear, HoldingSessions, DaysToLiquidate, CapacityCapital,
        NamesMean, GrossExposureMean, NetExposureMean, FragileExposureMean, UniverseSizeMean, StabilityRiskMean, WorseningMean,
    ];
}

/// <summary>A number of a finished run.</summary>
/// <param name="Key">In <c>metrics_json</c>.</param>
/// <param name="Label">For a reader.</param>
/// <param name="Unit">Of the stored number.</param>
/// <param name="Sign">What it can be; NaN is always allowed.</param>
/// <param name="Format">How a page writes it.</param>
public sealed record Metric(string Key, string Label, MetricUnit Unit, MetricSign Sign, NumberFormat Format)
{
    /// <summary>Whether a value has the sign of the metric; NaN has.</summary>
    public bool Allows(double value) => double.IsNaN(value) || (Sign switch
    {
        MetricSign.NotNegative => value >= 0,
        MetricSign.NotPositive => value <= 0,
        _ => true,
    });
}

public enum MetricUnit
{
    /// <summary>1 is 100 %.</summary>
    Fraction,

    Ratio,

    BasisPoints,

    Count,

    /// <summary>Of the market's currency.</summary>
    Money,

    Sessions,
}

public enum MetricSign
{
    Any,

    NotNegative,

    NotPositive,
}

/// <summary>How a number is written for a reader; each form carries its unit.</summary>
public enum NumberFormat
{
    /// <summary>A fraction as per cent: 12.3%.</summary>
    Percent,

    /// <summary>The same with its sign: +12.3%.</summary>
    SignedPercent,

    /// <summary>A plain ratio, two decimals: 0.84.</summary>
    Ratio,

    /// <summary>A number that is in basis points already: 62 bps.</summary>
    BasisPoints,

    /// <summary>A whole number with thousands separators.</summary>
    Count,

    /// <summary>A mean count, one decimal: 19.4.</summary>
    Decimal,

    /// <summary>Cash, with thousands separators; the currency stands beside it.</summary>
    Money,

    /// <summary>Trading sessions: 12.3 sessions.</summary>
    Sessions,

    /// <summary>Six significant digits, for keys whose unit is not known.</summary>
    General,
}
