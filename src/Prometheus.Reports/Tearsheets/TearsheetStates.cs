using Prometheus.Core.Metrics;
using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Tearsheets;

/// <summary>What the returns have to do with regimes and λ; each part only where its metrics are.</summary>
internal static class TearsheetStates
{
    private static readonly string[] Labels = ["CRISIS", "RISK_OFF", "CARRY", "NEUTRAL"];

    public static Html Regimes(TearsheetModel model)
    {
        var values = model.Metrics.ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal);
        string[] present = [.. Labels.Where(label => values.GetValueOrDefault("days_" + label) > 0)];
        if (present.Length == 0)
            return Html.Empty;
        var all = present.Sum(label => values["days_" + label]);
        HtmlColumn[] columns = [new("Regime"), new("Sessions"), new("Share"), new("Return"), new("Sharpe")];
        var rows = present.Select(label => Cells(
            label,
            NumberText.Of(values["days_" + label], NumberFormat.Count),
            NumberText.Percent(values["days_" + label] / all, 0),
            NumberText.SignedPercent(Of(values, "return_" + label)),
            NumberText.Ratio(Of(values, "sharpe_" + label))));
        return PageSection.Render(
            "By regime",
            "A return belongs to the regime known at the close before it. Shaded in the equity chart: CRISIS, and lighter RISK_OFF.",
            HtmlTable.Render(columns, rows));
    }

    public static Html Lambda(TearsheetModel model)
    {
        var values = model.Metrics.ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal);
        if (!values.TryGetValue("lambda_fwd_bucket_high_minus_low_return_diff", out var highMinusLow))
            return Html.Empty;
        HtmlColumn[] columns = [new("λ̂ of the members"), new("Sessions"), new("Next day, mean"), new("Same day, mean")];
        var rows = new[] { "low", "mid", "high" }.Select(bucket => Cells(
            bucket,
            NumberText.Of(Of(values, $"lambda_fwd_bucket_{bucket}_num_days"), NumberFormat.Count),
            NumberText.SignedPercent(Of(values, $"lambda_fwd_bucket_{bucket}_mean_daily_return"), 3),
            NumberText.SignedPercent(Of(values, $"lambda_bucket_{bucket}_mean_daily_return"), 3)));
        var difference = NumberText.SignedPercent(highMinusLow, 3);
        var t = NumberText.Ratio(Of(values, "lambda_fwd_bucket_high_minus_low_return_diff_t_stat"));
        return PageSection.Render(
            "By opportunity density",
            $"High less low on the next day: {difference} a day, t {t}. The same day's return was known before its λ̂ was.",
            HtmlTable.Render(columns, rows));
    }

    private static double Of(Dictionary<string, double> values, string key) => values.TryGetValue(key, out var value) ? value : double.NaN;

    private static Html[] Cells(params string[] texts) => [.. texts.Select(text => Html.Of($"{text}"))];
}
