using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Tearsheets;

/// <summary>
/// Reader's labels and formats for keys of <c>metrics_json</c>. Names carry their unit (<c>numerics</c> rule), so a key nobody listed here
/// is still written with the right one.
/// </summary>
internal static class MetricCatalog
{
    private static readonly (string Part, NumberFormat Format)[] ByName =
    [
        ("_bps", NumberFormat.General),
        ("t_stat", NumberFormat.Ratio),
        ("sharpe", NumberFormat.Ratio),
        ("sortino", NumberFormat.Ratio),
        ("calmar", NumberFormat.Ratio),
        ("beta", NumberFormat.Ratio),
        ("cosine", NumberFormat.Ratio),
        ("norm", NumberFormat.Ratio),
        ("information_ratio", NumberFormat.Ratio),
        ("num_", NumberFormat.Count),
        ("_days", NumberFormat.Sessions),
        ("_sessions", NumberFormat.Sessions),
        ("capital", NumberFormat.Money),
        ("return", NumberFormat.SignedPercent),
        ("alpha", NumberFormat.SignedPercent),
        ("vol", NumberFormat.Percent),
        ("drawdown", NumberFormat.Percent),
        ("tracking_error", NumberFormat.Percent),
        ("turnover", NumberFormat.Percent),
        ("exposure", NumberFormat.Percent),
        ("share", NumberFormat.Percent),
        ("fraction", NumberFormat.Percent),
        ("coverage", NumberFormat.Percent),
        ("drag", NumberFormat.Percent),
    ];

    public static MetricLine Describe(string key, double value)
    {
        var label = key.Replace('_', ' ');
        label = char.ToUpperInvariant(label[0]) + label[1..];
        var known = Array.Find(ByName, n => key.Contains(n.Part, StringComparison.Ordinal));
        return new MetricLine(key, label, value, known.Part is null ? NumberFormat.General : known.Format);
    }
}
