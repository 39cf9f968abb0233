namespace Prometheus.Meta.Selection;

/// <summary>The rules that ask nothing of a run but what every campaign records; others need metrics that a later step adds.</summary>
public static class RunRules
{
    public static IReadOnlyList<SelectionRule> All { get; } = [SelectionRule.Sharpe, SelectionRule.LambdaUplift, SelectionRule.LambdaRobust];
}
