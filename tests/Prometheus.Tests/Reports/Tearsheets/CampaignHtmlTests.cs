using System.Text.Json;
using System.Text.RegularExpressions;
using Prometheus.Backtest.Campaigns;
using Prometheus.Reports.Tearsheets;
using Prometheus.Testing.Runs;
using Xunit;

namespace Prometheus.Tests.Reports.Tearsheets;

public sealed class CampaignHtmlTests
{
    private static readonly SleeveRun[] Runs = [.. new[] { 5, 21, 63 }.Select(h => SyntheticRun.Create(sessions: 300, names: 12, horizon: h))];

    private static readonly CampaignModel Model = CampaignModel.Of(Campaign(Runs), run => $"tearsheet {run.Sleeve.SleeveId}.html");

    [Fact]
    public void Every_sleeve_has_a_row_that_links_to_its_tearsheet()
    {
        var page = CampaignHtml.Render(Model, "");
        Assert.Equal(page, CampaignHtml.Render(Model, ""));
        foreach (var run in Runs)
            Assert.Contains($"""<a href="./tearsheet%20{run.Sleeve.SleeveId}.html">{run.Sleeve.SleeveId}</a>""", page, StringComparison.Ordinal);
        Assert.Contains("3 sleeves on US_EQ", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_data_block_holds_every_curve_on_the_same_dates()
    {
        var match = Regex.Match(CampaignHtml.Render(Model, ""), """id="page-data">(.*?)</script>""", RegexOptions.Singleline);
        using var data = JsonDocument.Parse(match.Groups[1].Value);
        Assert.Equal(3, data.RootElement.GetProperty("sleeves").GetArrayLength());
        Assert.All(data.RootElement.GetProperty("sleeves").EnumerateArray(), s => Assert.Equal(300, s.GetProperty("equity").GetArrayLength()));
        Assert.Equal(300, data.RootElement.GetProperty("dates").GetArrayLength());
    }

    [Fact]
    public void A_failed_sleeve_keeps_its_row_and_reason()
    {
        var failure = new SleeveFailure(Runs[0].Manifest, "instrument <A.US> has no close on 2014-05-05");
        var model = CampaignModel.Of(Campaign([failure, Runs[1]]), _ => "h21.html");
        var page = CampaignHtml.Render(model, "");
        Assert.Contains("instrument &lt;A.US&gt; has no close", page, StringComparison.Ordinal);
        Assert.Single(model.Finished);
    }

    [Fact]
    public void A_campaign_that_failed_whole_still_has_a_page()
    {
        var page = CampaignHtml.Render(CampaignModel.Of([CampaignEntry.Failed("A", "no data"), CampaignEntry.Failed("B", "no data")]), "");
        Assert.Contains("2 sleeves", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"plot", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Correlations_are_one_on_the_diagonal_and_symmetric()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(1, Model.Correlations[i][i], 1e-12);
            for (var j = 0; j < 3; j++)
                Assert.Equal(Model.Correlations[i][j], Model.Correlations[j][i], 1e-12);
        }
    }

    private static CampaignResult Campaign(SleeveResult[] sleeves)
        => new(new CampaignOptions { MarketId = "US_EQ", Start = Runs[0].Manifest.Start, End = Runs[0].Manifest.End, Sleeves = [] }, sleeves);
}
