using Microsoft.Playwright;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets;
using Prometheus.Testing.Browser;
using Prometheus.Testing.Runs;
using Xunit;

namespace Prometheus.IntegrationTests.Reports;

public sealed class TearsheetBrowserTests(ChromiumFixture browser) : IClassFixture<ChromiumFixture>
{
    private const int Charts = 8;

    private static readonly SleeveRun Run = SyntheticRun.Create();

    private static readonly string Html = TearsheetHtml.Render(TearsheetModel.Of(Run), PageAssets.Echarts);

    [ChromiumFact]
    public async Task A_tearsheet_opens_without_a_complaint_and_every_chart_has_drawn()
    {
        await using var opened = await DrawnPage.OpenAsync(browser, Html);
        await DrawnPage.AssertDrawnAsync(opened, Charts);
        Assert.Equal("US_CORE_LONG_EQ_H21", await opened.Page.InnerTextAsync("h1"));
    }

    [ChromiumFact]
    public async Task It_fits_a_phone_in_the_dark()
    {
        await using var opened = await DrawnPage.OpenAsync(browser, Html, width: 400, scheme: ColorScheme.Dark);
        await DrawnPage.AssertDrawnAsync(opened, Charts);
        Assert.Equal(400, await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.Equal("rgb(18, 20, 23)", await opened.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
    }

    [ChromiumFact]
    public async Task A_chosen_range_moves_every_chart_over_time()
    {
        await using var opened = await DrawnPage.OpenAsync(browser, Html);
        await opened.Page.ClickAsync("[data-years='1']");
        await opened.Page.ClickAsync("[data-scale='linear']");
        var starts = await opened.Page.EvaluateAsync<double[]>(
            "() => [...document.querySelectorAll('.plot:not(#chart-months)')].map(plot => echarts.getInstanceByDom(plot).getOption().dataZoom[0].startValue)");
        var expected = new DateTimeOffset(2018, 1, 2, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        Assert.Equal(Charts - 1, starts.Length);
        Assert.All(starts, start => Assert.Equal(expected, start, 1000.0 * 60 * 60 * 24));
        Assert.StartsWith("In view 2018-01-02 – 2019-01-02: EW_US_EQ +", await opened.Page.InnerTextAsync("#in-view"), StringComparison.Ordinal);
        Assert.Empty(opened.Faults);
    }

    [ChromiumFact]
    public async Task The_legend_hides_a_series_and_the_pointer_tells_its_numbers()
    {
        await using var opened = await DrawnPage.OpenAsync(browser, Html);
        await opened.Page.HoverAsync("#chart-equity", new PageHoverOptions { Position = new Position { X = 500, Y = 120 } });
        await opened.Page.WaitForSelectorAsync("#chart-equity >> text=EW_US_EQ");
        await opened.Page.ClickAsync(".keys button >> nth=0");
        await opened.Page.HoverAsync("#chart-equity", new PageHoverOptions { Position = new Position { X = 520, Y = 120 } });
        await opened.Page.WaitForFunctionAsync("() => !document.getElementById('chart-equity').innerText.includes('EW_US_EQ')");
        Assert.Contains(" USD", await opened.Page.InnerTextAsync("#chart-equity"), StringComparison.Ordinal);
        Assert.Empty(opened.Faults);
    }

    [ChromiumFact]
    public async Task The_daily_numbers_come_as_a_file()
    {
        await using var opened = await DrawnPage.OpenAsync(browser, Html);
        var download = await opened.Page.RunAndWaitForDownloadAsync(() => opened.Page.ClickAsync("#download"));
        Assert.Equal($"{Run.RunId}.csv", download.SuggestedFilename);
        var lines = await File.ReadAllLinesAsync((await download.PathAsync())!);
        Assert.Equal(Run.Daily.Length + 1, lines.Length);
        Assert.StartsWith("dates,equity,benchmarkEquity,drawdown,", lines[0], StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task It_prints_with_its_charts()
    {
        await using var opened = await DrawnPage.OpenAsync(browser, Html, scheme: ColorScheme.Dark);
        var paper = await opened.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, PrintBackground = true });
        Assert.InRange(paper.Length, 50_000, 5_000_000);
        await opened.Page.WaitForFunctionAsync("() => document.querySelectorAll('.plot:has(canvas)').length === 8");
        Assert.Empty(opened.Faults);
    }

    [ChromiumFact]
    public async Task Hostile_ids_do_nothing()
    {
        const string hostile = "</script><script>window.hit = 1</script><img src=x onerror='window.hit = 2'>\"";
        var manifest = Run.Manifest with { Sleeve = new SleeveSpec(hostile, hostile, hostile, hostile, hostile, hostile, 21), Benchmark = hostile };
        await using var opened = await DrawnPage.OpenAsync(browser, TearsheetHtml.Render(TearsheetModel.Of(Run with { Manifest = manifest }), PageAssets.Echarts));
        await opened.Page.HoverAsync("#chart-equity", new PageHoverOptions { Position = new Position { X = 500, Y = 120 } });
        await opened.Page.WaitForSelectorAsync("#chart-equity >> text=USD");
        await DrawnPage.AssertDrawnAsync(opened, Charts);
        Assert.True(await opened.Page.EvaluateAsync<bool>("() => window.hit === undefined"));
        Assert.Equal(hostile, await opened.Page.InnerTextAsync("h1"));
    }

    [ChromiumFact]
    public async Task A_script_error_is_told_on_the_page_and_on_the_console()
    {
        await using var opened = await DrawnPage.OpenAsync(
            browser, TearsheetHtml.Render(TearsheetModel.Of(Run), "window.echarts = { init() { throw new Error('no canvas'); } };"));
        Assert.Equal("failed", await opened.Page.EvaluateAsync<string>("() => document.body.dataset.charts"));
        Assert.Contains("no canvas", await opened.Page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        Assert.Contains(opened.Faults, fault => fault.Contains("no canvas", StringComparison.Ordinal));
        Assert.False(await opened.Page.EvaluateAsync<bool>("() => window.__chartsReady === true"));
    }

    [ChromiumFact]
    public async Task A_run_of_one_session_opens_too()
    {
        var run = Run with { Daily = Run.Daily[..1], Benchmark = [double.NaN], Decisions = [], Fills = [], Positions = [] };
        await using var opened = await DrawnPage.OpenAsync(browser, TearsheetHtml.Render(TearsheetModel.Of(run), PageAssets.Echarts));
        Assert.Equal("ready", await opened.Page.EvaluateAsync<string>("() => document.body.dataset.charts"));
        Assert.Empty(opened.Faults);
    }
}
