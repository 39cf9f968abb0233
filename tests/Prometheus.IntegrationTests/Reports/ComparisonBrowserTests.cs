using Prometheus.Backtest.Metrics;
using Prometheus.Backtest.Robustness;
using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;
using Prometheus.Reports.Comparisons;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Robustness;
using Prometheus.Reports.Tearsheets;
using Prometheus.States.Regimes;
using Prometheus.Testing.Browser;
using Prometheus.Testing.Runs;
using Xunit;

namespace Prometheus.IntegrationTests.Reports;

public sealed class ComparisonBrowserTests(ChromiumFixture browser) : IClassFixture<ChromiumFixture>
{
    [ChromiumFact]
    public async Task A_comparison_draws_every_run()
    {
        var runs = new[] { 5, 21 }.Select(h => new ComparedRun(TearsheetFacts.Of(SyntheticRun.Create(sessions: 600, names: 12, horizon: h)), [])).ToArray();
        await using var opened = await DrawnPage.OpenAsync(browser, ComparisonHtml.Render(ComparisonModel.Of(runs), PageAssets.Echarts));
        await DrawnPage.AssertDrawnAsync(opened, charts: 2);
        Assert.Equal(3, (await DrawnPage.ChartsAsync(opened))[0].Series);
    }

    [ChromiumFact]
    public async Task Variants_draw_one_heat_map_a_sleeve_and_change_their_metric()
    {
        var cells = from delay in new[] { 0, 1 }
                    from phase in Enumerable.Range(0, 5)
                    from shift in Enumerable.Range(0, 3)
                    from cost in new[] { 0.0, 1, 5 }
                    let sharpe = 1 - (0.3 * cost) + (0.1 * phase) - (0.2 * delay)
                    select new RobustnessCell(
                        new RobustnessVariant(shift, phase, delay, cost),
                        "run",
                        new Dictionary<string, double>(StringComparer.Ordinal) { ["annualised_sharpe"] = sharpe, ["annualised_return"] = sharpe / 10, ["max_drawdown"] = -0.2 },
                        null);
        var grids = SleeveCatalog.CoreLong("S", "US_EQ").Take(2).Select(s => new RobustnessGrid(s, RebalanceRule.Weekly, [.. cells])).ToArray();
        await using var opened = await DrawnPage.OpenAsync(browser, RobustnessHtml.Render(grids, PageAssets.Echarts));
        await DrawnPage.AssertDrawnAsync(opened, charts: 2);
        await opened.Page.ClickAsync("[data-metric='max_drawdown']");
        Assert.Equal("true", await opened.Page.GetAttributeAsync("[data-metric='max_drawdown']", "aria-pressed"));
        Assert.Empty(opened.Faults);
    }

    [ChromiumFact]
    public async Task A_tearsheet_shades_the_regimes_it_knows()
    {
        var run = SyntheticRun.Create(sessions: 600, names: 12);
        var exposures = run.Daily.Select((_, t) => StateExposure.Unknown with { Regime = t % 100 < 20 ? RegimeLabel.Crisis : t % 100 < 50 ? RegimeLabel.RiskOff : RegimeLabel.Carry }).ToArray();
        run.Metrics["days_CRISIS"] = 120;
        run.Metrics["return_CRISIS"] = -0.1;
        var html = TearsheetHtml.Render(TearsheetModel.Of(run with { Exposures = exposures }), PageAssets.Echarts);
        await using var opened = await DrawnPage.OpenAsync(browser, html);
        await DrawnPage.AssertDrawnAsync(opened, charts: 8);
        Assert.Equal(12, await opened.Page.EvaluateAsync<int>(
            "() => echarts.getInstanceByDom(document.getElementById('chart-equity')).getOption().series[0].markArea.data.length"));
        Assert.Contains("CRISIS", await opened.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }
}
