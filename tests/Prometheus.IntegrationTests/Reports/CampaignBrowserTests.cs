using Prometheus.Reports.Markup;
using Prometheus.Reports.Tearsheets;
using Prometheus.Testing.Browser;
using Prometheus.Testing.Runs;
using Xunit;

namespace Prometheus.IntegrationTests.Reports;

public sealed class CampaignBrowserTests(ChromiumFixture browser) : IClassFixture<ChromiumFixture>
{
    [ChromiumFact]
    public async Task A_campaign_draws_its_curves_and_links_to_its_tearsheets()
    {
        var entries = new[] { 5, 21, 63 }
            .Select(h => CampaignEntry.Finished(TearsheetModel.Of(SyntheticRun.Create(sessions: 600, names: 12, horizon: h)), $"tearsheet-H{h}.html"))
            .Append(CampaignEntry.Failed("US_CORE_LONG_EQ_H252", "no close on 2014-05-05"));
        await using var opened = await DrawnPage.OpenAsync(browser, CampaignHtml.Render(CampaignModel.Of([.. entries]), PageAssets.Echarts));
        await DrawnPage.AssertDrawnAsync(opened, charts: 2);
        Assert.Equal(4, (await DrawnPage.ChartsAsync(opened))[0].Series);
        Assert.Equal("./tearsheet-H5.html", await opened.Page.GetAttributeAsync("table a >> nth=0", "href"));
    }

    [ChromiumFact]
    public async Task A_campaign_without_a_finished_sleeve_opens()
    {
        await using var opened = await DrawnPage.OpenAsync(browser, CampaignHtml.Render(CampaignModel.Of([CampaignEntry.Failed("A", "no data")]), PageAssets.Echarts));
        await DrawnPage.AssertDrawnAsync(opened, charts: 0);
    }
}
