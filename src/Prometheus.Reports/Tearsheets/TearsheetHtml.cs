using Prometheus.Reports.Markup;

namespace Prometheus.Reports.Tearsheets;

/// <summary>
/// A tearsheet as one self-contained HTML file. Equal models give equal bytes. <c>window.__chartsReady</c> and
/// <c>body[data-charts=ready]</c> say that every chart has drawn.
/// </summary>
public static class TearsheetHtml
{
    /// <param name="model">What to show.</param>
    /// <param name="echartsScript">The chart library's text, <see cref="PageAssets.Echarts"/>.</param>
    public static string Render(TearsheetModel model, string echartsScript)
    {
        var body = Html.Of($"""
            {TearsheetMasthead.Render(model)}
            <main>
            {TearsheetMasthead.Judgement(model)}
            {TearsheetMasthead.Headlines(model)}
            {TearsheetFigures.Equity(model)}
            {TearsheetFigures.Lead(model)}
            {TearsheetFigures.Drawdown(model)}
            {TearsheetFigures.Calendar(model)}
            <div class="row">
            {TearsheetFigures.Rolling(model)}
            {TearsheetTables.Drawdowns(model)}
            </div>
            <div class="row">
            {TearsheetFigures.Exposure(model)}
            {TearsheetFigures.Costs(model)}
            </div>
            {TearsheetStates.Regimes(model)}
            {TearsheetStates.Lambda(model)}
            {TearsheetFigures.Sectors(model)}
            {TearsheetTables.Names(model)}
            <div class="row">
            {TearsheetTables.CostTotals(model)}
            {TearsheetTables.DataCard(model)}
            </div>
            {TearsheetTables.Metrics(model)}
            {TearsheetTables.Options(model)}
            </main>
            {TearsheetMasthead.Foot(model)}
            """);
        return PageDocument.Render(
            $"{model.Identity.Sleeve.SleeveId} · Prometheus tearsheet",
            body,
            TearsheetJson.Write(model),
            echartsScript,
            PageDocument.Scope(PageAssets.Charts, PageAssets.Tearsheet));
    }
}
