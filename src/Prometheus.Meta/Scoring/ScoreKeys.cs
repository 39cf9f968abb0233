namespace Prometheus.Meta.Scoring;

/// <summary>The metrics of a run that selection reads, by their keys in <c>metrics_json</c>.</summary>
public static class ScoreKeys
{
    public const string Sharpe = "annualised_sharpe";

    public const string Return = "cumulative_return";

    /// <summary>≤ 0.</summary>
    public const string Drawdown = "max_drawdown";

    /// <summary>Days with both an opportunity density and a return.</summary>
    public const string LambdaDays = "lambda_bucket_total_num_days";

    /// <summary>Δ: mean daily return of the days of high λ minus that of the days of low λ.</summary>
    public const string LambdaDifference = "lambda_bucket_high_minus_low_return_diff";

    /// <summary>t-statistic of the difference between returns that follow high and low λ.</summary>
    public const string LambdaForwardT = "lambda_fwd_bucket_high_minus_low_return_diff_t_stat";

    /// <summary>What a decision stores of every candidate.</summary>
    public static IReadOnlyList<string> All { get; } = [Sharpe, Return, Drawdown, LambdaDays, LambdaDifference, LambdaForwardT];
}
