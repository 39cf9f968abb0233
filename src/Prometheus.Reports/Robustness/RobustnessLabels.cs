using Prometheus.Backtest.Robustness;
using Prometheus.Backtest.Strategies;
using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Robustness;

/// <summary>How rows and columns of a grid are called: a row is a delay and a phase, a column a start and a cost multiple.</summary>
public static class RobustnessLabels
{
    private static readonly string[] Weekdays = ["Fri", "Thu", "Wed", "Tue", "Mon"];

    public static string Row(RebalanceRule rule, RobustnessVariant variant)
    {
        var phase = rule.Kind switch
        {
            RebalanceKind.Weekly => Weekdays[variant.Phase],
            RebalanceKind.Every => FormattableString.Invariant($"+{variant.Phase}"),
            _ => rule.ToString(),
        };
        return variant.Delay == 0 ? phase : FormattableString.Invariant($"{phase}, {variant.Delay} late");
    }

    public static string Column(RobustnessVariant variant) => FormattableString.Invariant($"start +{variant.StartShift}, costs ×{variant.CostMultiple}");

    /// <summary>A number of a grid as short as it may be.</summary>
    public static string Cell(string metric, double value) => IsShare(metric) ? NumberText.Percent(value, 0) : NumberText.Fixed(value, 2);

    internal static bool IsShare(string metric)
        => metric.Contains("return", StringComparison.Ordinal) || metric.Contains("drawdown", StringComparison.Ordinal) || metric.Contains("vol", StringComparison.Ordinal);
}
