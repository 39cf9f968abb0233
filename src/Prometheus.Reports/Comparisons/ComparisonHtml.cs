using System.Buffers;
using System.Text;
using System.Text.Json;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets;
using Prometheus.Reports.Tearsheets.Statistics;

namespace Prometheus.Reports.Comparisons;

/// <summary>Runs side by side as one self-contained HTML file; readiness is told as in <see cref="TearsheetHtml"/>.</summary>
public static class ComparisonHtml
{
    /// <param name="model">What to show.</param>
    /// <param name="echartsScript">The chart library's text, <see cref="PageAssets.Echarts"/>.</param>
    public static string Render(ComparisonModel model, string echartsScript)
    {
        var title = $"{NumberText.Count(model.Names.Count)} runs compared";
        var body = Html.Of($"""
            <header class="masthead">
            <p class="kicker">Backtest comparison</p>
            <h1>{title}</h1>
            {TearsheetMasthead.Facts(
            [
                $"{NumberText.Date(model.Dates[0])} – {NumberText.Date(model.Dates[^1])}",
                .. model.Names.Zip(model.RunIds, (name, id) => $"{name}: run {id}"),
            ])}
            </header>
            <main>
            {Numbers(model, "Against the first run", $"Paired with {model.Names[0]}, session by session.", model.Pairs)}
            {EquitySection.Render($"In {model.Currency}, each from its own cash.", (model.Dates[^1].DayNumber - model.Dates[0].DayNumber) / 365.25)}
            {PageSection.Chart("chart-drawdown", "Drawdown", "From each run's own highest close so far.", "low")}
            {Differences(model)}
            {Numbers(model, "Metrics", "As stored with each run.", model.Metrics)}
            </main>
            <footer class="foot"><p>Charts: Apache ECharts, Apache License 2.0.</p></footer>
            """);
        return PageDocument.Render(
            $"{title} · Prometheus", body, Json(model), echartsScript, PageDocument.Scope(PageAssets.Charts, PageAssets.Campaign));
    }

    private static Html Numbers(ComparisonModel model, string title, string sentence, IReadOnlyList<ComparisonLine> lines)
    {
        var rows = lines.Select(line => line.Values.Select(v => Html.Of($"{NumberText.Of(v, line.Format)}"))
            .Prepend(Html.Of($"""<span title="{line.Key}">{line.Label}</span>""")).ToArray());
        return PageSection.Long(title, sentence, HtmlTable.Render(Columns(model), rows));
    }

    private static Html Differences(ComparisonModel model)
    {
        if (model.Options.Count == 0)
            return PageSection.Absent("Options", "The runs were given the same options, ids and dates.");
        var rows = model.Options.Select(o => o.Values.Prepend(o.Path).Select(text => Html.Of($"{text}")).ToArray());
        return PageSection.Long("Options", "What the runs were given differently.", HtmlTable.Render(Columns(model), rows));
    }

    private static HtmlColumn[] Columns(ComparisonModel model) => [new(""), .. model.Names.Select(name => new HtmlColumn(name))];

    /// <summary>The same block a campaign's page draws.</summary>
    private static string Json(ComparisonModel model)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("currency", model.Currency);
            writer.WriteString("benchmark", model.Benchmark);
            JsonNumbers.WriteArray(writer, "dates", model.Dates);
            JsonNumbers.WriteArray(writer, "benchmarkEquity", model.BenchmarkEquity, 2);
            writer.WriteStartArray("sleeves");
            for (var k = 0; k < model.Names.Count; k++)
            {
                writer.WriteStartObject();
                writer.WriteString("name", model.Names[k]);
                JsonNumbers.WriteArray(writer, "equity", model.Equity[k], 2);
                JsonNumbers.WriteArray(writer, "drawdown", DrawdownCurve.Of(model.Equity[k]), 6);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
