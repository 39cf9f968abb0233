using Prometheus.Core.Metrics;

namespace Prometheus.Meta.Selection;

/// <summary>The metrics of a run that selection reads, by their keys in <c>metrics_json</c>.</summary>
public static class ScoreKeys
{
    public static readonly string Sharpe = MetricCatalog.AnnualisedSharpe.Key;

    public static readonly string Return = MetricCatalog.CumulativeReturn.Key;

    /// <summary>≤ 0.</summary>
    public static readonly string Drawdown = MetricCatalog.MaxDrawdown.Key;

    /// <summary>Days with both an opportunity density and a return.</summary>
    public const string LambdaDays = "lambda_bucket_total_num_days";

    /// <summary>Δ: mean daily return of the days of high λ minus that of the days of low λ.</summary>
    public const string LambdaDifference = "lambda_bucket_high_minus_low_return_diff";

    /// <summary>t-statistic of the difference between returns that follow high and low λ.</summary>
    public const string LambdaForwardT = "lambda_fwd_bucket_high_minus_low_return_diff_t_stat";

    /// <summary>Days on which the book was compared with scenarios.</summary>
    public const string StabDays = "stab_num_days";

    /// <summary>Mean over those days of the cosine to the closest scenario.</summary>
    public const string StabCosineMean = "stab_closest_scenario_cosine_mean";

    /// <summary>The largest of them.</summary>
    public const string StabCosineMaximum = "stab_closest_scenario_cosine_max";

    /// <summary>t-statistic of the mean, for cosines that are alike from one day to the next (Newey and West).</summary>
    public const string StabCosineT = "stab_closest_scenario_cosine_mean_t_stat";

    /// <summary>What a decision by the Sharpe ratio or by λ stores of every candidate.</summary>
    public static IReadOnlyList<string> All { get; } = [Sharpe, Return, Drawdown, LambdaDays, LambdaDifference, LambdaForwardT];

    private static readonly string[] Stab = [Sharpe, Return, Drawdown, StabDays, StabCosineMean, StabCosineMaximum, StabCosineT];

    /// <summary>What a decision by a rule stores of every candidate.</summary>
    public static IReadOnlyList<string> Of(SelectionRule rule) => rule is SelectionRule.StabExposed or SelectionRule.StabRobust ? Stab : All;
}
