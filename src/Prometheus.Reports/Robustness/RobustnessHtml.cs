using System.Buffers;
using System.Text;
using System.Text.Json;
using Prometheus.Backtest.Metrics;
using Prometheus.Backtest.Robustness;
using Prometheus.Core.Metrics;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets;

namespace Prometheus.Reports.Robustness;

/// <summary>The heat maps of a campaign's variants, one a sleeve, as one self-contained HTML file; readiness is told as in <see cref="TearsheetHtml"/>.</summary>
public static class RobustnessHtml
{
    private const int RowPixels = 26;
    private const int FramePixels = 70;

    private static readonly (string Key, string Label)[] Shown =
    [
        (MetricCatalog.AnnualisedSharpe.Key, "Sharpe"), (MetricCatalog.AnnualisedReturn.Key, "Return a year"), (MetricCatalog.MaxDrawdown.Key, "Deepest drawdown"),
    ];

    /// <param name="grids">One a sleeve.</param>
    /// <param name="echartsScript">The chart library's text, <see cref="PageAssets.Echarts"/>.</param>
    public static string Render(IReadOnlyList<RobustnessGrid> grids, string echartsScript)
    {
        var variants = grids.Sum(g => g.Cells.Count);
        var title = $"{NumberText.Count(variants)} variants of {NumberText.Count(grids.Count)} {(grids.Count == 1 ? "sleeve" : "sleeves")}";
        var metrics = Shown.Select((m, i) => Html.Of($"""<button type="button" data-metric="{m.Key}" aria-pressed="{(i == 0 ? "true" : "false")}">{m.Label}</button>"""));
        var body = Html.Of($"""
            <header class="masthead">
            <p class="kicker">Robustness</p>
            <h1>{title}</h1>
            </header>
            <main>
            <p>What would have become of the same idea, had it begun a few sessions later, decided on another day, known less by a session, or paid
            other costs. A result worth having does not depend on these.</p>
            <div class="controls">{metrics}</div>
            {grids.Select(Section)}
            </main>
            <footer class="foot"><p>Charts: Apache ECharts, Apache License 2.0.</p></footer>
            """);
        return PageDocument.Render(
            $"{title} · Prometheus robustness", body, Json(grids), echartsScript, PageDocument.Scope(PageAssets.Charts, PageAssets.Robustness));
    }

    private static Html Section(RobustnessGrid grid, int ordinal)
    {
        double[] sharpes = [.. grid.Cells.Select(c => c[MetricCatalog.AnnualisedSharpe.Key]).Where(v => !double.IsNaN(v)).Order()];
        var failed = grid.Cells.Count(c => c.Failure is not null);
        var sentence = sharpes.Length == 0
            ? "No variant finished."
            : $"Sharpe from {NumberText.Ratio(sharpes[0])} to {NumberText.Ratio(sharpes[^1])}, median {NumberText.Ratio(Sample.Quantile(sharpes, 0.5))}, "
                + $"positive in {NumberText.Percent((double)sharpes.Count(v => v > 0) / sharpes.Length, 0)} of the variants{(failed > 0 ? $"; {NumberText.Count(failed)} failed" : "")}.";
        var rows = grid.Cells.Select(c => RobustnessLabels.Row(grid.Rule, c.Variant)).Distinct(StringComparer.Ordinal).Count();
        var height = NumberText.Fixed(FramePixels + (rows * RowPixels), 0).Replace(",", "", StringComparison.Ordinal);
        var id = "chart-grid-" + NumberText.Fixed(ordinal, 0);
        return PageSection.Render(grid.Sleeve.SleeveId, sentence, Html.Of($"""
            <div class="plot" style="height:{height}px" id="{id}" role="img" aria-label="Heat map of the variants. {sentence}"></div>
            """));
    }

    /// <summary>Values as [column, row, value] a metric.</summary>
    private static string Json(IReadOnlyList<RobustnessGrid> grids)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("grids");
            foreach (var grid in grids)
                WriteGrid(writer, grid);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteGrid(Utf8JsonWriter writer, RobustnessGrid grid)
    {
        string[] rows = [.. grid.Cells.Select(c => RobustnessLabels.Row(grid.Rule, c.Variant)).Distinct(StringComparer.Ordinal)];
        string[] columns = [.. grid.Cells.Select(c => RobustnessLabels.Column(c.Variant)).Distinct(StringComparer.Ordinal)];
        writer.WriteStartObject();
        writer.WriteString("sleeve", grid.Sleeve.SleeveId);
        WriteTexts(writer, "rows", rows);
        WriteTexts(writer, "columns", columns);
        writer.WriteStartObject("values");
        foreach (var (key, _) in Shown)
        {
            writer.WriteStartArray(key);
            foreach (var cell in grid.Cells)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(Array.IndexOf(columns, RobustnessLabels.Column(cell.Variant)));
                writer.WriteNumberValue(Array.IndexOf(rows, RobustnessLabels.Row(grid.Rule, cell.Variant)));
                JsonNumbers.Write(writer, cell[key], 4);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, string[] texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
