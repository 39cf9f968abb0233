using Prometheus.Meta.Scoring;

namespace Prometheus.Meta.Selection;

/// <summary>Whether a rule can rank a run at all.</summary>
internal static class Eligibility
{
    /// <summary>Why it cannot; null where it can.</summary>
    public static string? ReasonAgainst(ScoredRun run, SelectionRule rule, SelectionOptions options)
    {
        if (run.Failure is { } failure)
            return $"the run failed: {failure}";
        if (rule == SelectionRule.Sharpe)
            return null;

        var reason = rule is SelectionRule.StabExposed or SelectionRule.StabRobust ? WithoutScenarios(run, rule) : WithoutLambda(run, options);
        if (reason is not null || rule is SelectionRule.LambdaUplift or SelectionRule.StabExposed)
            return reason;

        return Below("Sharpe ratio", run.Metric(ScoreKeys.Sharpe), options.SharpeFloor) ?? Below("return", run.Metric(ScoreKeys.Return), options.ReturnFloor);
    }

    private static string? WithoutLambda(ScoredRun run, SelectionOptions options)
    {
        var days = run.Metric(ScoreKeys.LambdaDays);
        if (!(days >= options.MinimumLambdaDays))
            return FormattableString.Invariant($"λ on {(double.IsNaN(days) ? 0 : days)} days, {options.MinimumLambdaDays} are needed");
        return double.IsFinite(run.Metric(ScoreKeys.LambdaDifference)) ? null : "no difference between days of high and of low λ";
    }

    private static string? WithoutScenarios(ScoredRun run, SelectionRule rule)
    {
        if (!(run.Metric(ScoreKeys.StabDays) >= 1))
            return "never compared with scenarios; 'prometheus portfolio stab-metrics', then 'prometheus backtest stab-metrics' do";
        var cosine = run.Metric(rule == SelectionRule.StabExposed ? ScoreKeys.StabCosineMean : ScoreKeys.StabCosineMaximum);
        return double.IsFinite(cosine) ? null : "no cosine to the closest scenario";
    }

    private static string? Below(string name, double value, double floor)
    {
        if (value > floor)
            return null;
        return double.IsNaN(value)
            ? FormattableString.Invariant($"{name} not measured, more than {floor} is needed")
            : FormattableString.Invariant($"{name} {value:G6} does not lie above {floor}");
    }
}
