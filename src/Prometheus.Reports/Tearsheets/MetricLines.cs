using Prometheus.Core.Metrics;

namespace Prometheus.Reports.Tearsheets;

/// <summary>The keys of <c>metrics_json</c> as a reader sees them: those of the catalogue by its labels, the others spelt out.</summary>
internal static class MetricLines
{
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
        var labelled = from known in MetricCatalog.All
                       where metrics.ContainsKey(known.Key)
                       select new MetricLine(known.Key, known.Label, metrics[known.Key], known.Format);
        var others = from metric in metrics.OrderBy(m => m.Key, StringComparer.Ordinal)
                     where !MetricCatalog.All.Any(known => known.Key == metric.Key)
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

/// <summary>One key of <c>metrics_json</c> as it is listed.</summary>
public sealed record MetricLine(string Key, string Label, double Value, NumberFormat Format);
