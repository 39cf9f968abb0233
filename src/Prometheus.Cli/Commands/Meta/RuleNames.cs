using System.Text.Json;
using Prometheus.Meta.Selection;

namespace Prometheus.Cli.Commands.Meta;

/// <summary>How a rule is spelled on the command line: sharpe, lambda_uplift, lambda_robust, stab_exposed, stab_robust.</summary>
internal static class RuleNames
{
    public static IReadOnlyDictionary<string, SelectionRule> All { get; } = Enum.GetValues<SelectionRule>().ToDictionary(Of, StringComparer.Ordinal);

    public static string Of(SelectionRule rule) => JsonNamingPolicy.SnakeCaseLower.ConvertName(rule.ToString());
}
