using System.Globalization;
using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.IntegrationTests.Reports;
using Prometheus.Reports.Markup;
using Prometheus.Reports.Scores;
using Prometheus.Stores;
using Prometheus.Testing.Browser;
using Prometheus.Workflows.Assessment;
using Prometheus.Workflows.MarketLoading;
using Xunit;

namespace Prometheus.IntegrationTests.Assessment;

public sealed class ScoreReportTests(ChromiumFixture browser) : IClassFixture<ChromiumFixture>
{
    private static readonly ScoreReportOptions Year = new() { MarketId = "US_EQ", Start = new DateOnly(2013, 7, 1), End = new DateOnly(2014, 6, 30), HorizonDays = 5 };

    [Fact]
    public void Scores_are_imported_once_bad_rows_set_aside_and_a_changed_value_taken()
    {
        using var store = SyntheticStore.Copy();
        var file = WriteScores(store, "SYN001.US,2014-01-02,x,2014-01-02\n");
        var first = Import(store, file);
        Assert.Equal((1, first.RowsRead - 1, first.RowsRead - 1), (first.RowsQuarantined, first.Added, first.Stored));
        Assert.Equal((0, 0), (Import(store, file).Added, Import(store, file).Changed));
        var refused = Assert.Single(
            QualityStore.Read(store.Databases.Historical, "US_EQ", DateOnly.MaxValue), e => e.Rule.StartsWith("score_", StringComparison.Ordinal));
        Assert.Equal((first.RowsRead + 1, "score_bad_number", "x"), (refused.Line, refused.Rule, refused.Found));
        Assert.Equal(0, QualityStore.CountQuarantined(store.Databases.Historical, "US_EQ", DateOnly.MaxValue));

        File.WriteAllText(file, File.ReadAllText(file).Replace("SYN001.US,2014-01-02,x,", "SYN001.US,2014-01-02,4,", StringComparison.Ordinal));
        var last = Import(store, file);
        Assert.Equal((0, 1, 0), (last.RowsQuarantined, last.Added, last.Changed));
        Assert.DoesNotContain(QualityStore.Read(store.Databases.Historical, "US_EQ", DateOnly.MaxValue), e => e.Rule.StartsWith("score_", StringComparison.Ordinal));
        Assert.Throws<UserError>(() => ImportScores.Run(store.Databases, new ImportScoresOptions { Path = file, MarketId = "US_EQ", StrategyId = "S", ModelId = "assessment-mine" }));
    }

    [Fact]
    public void A_file_and_its_import_are_judged_alike()
    {
        using var store = SyntheticStore.Copy();
        var file = WriteScores(store);
        var given = ReportScores.Execute(store.Databases, Year with { Input = file });
        Import(store, file);
        var stored = ReportScores.Execute(store.Databases, Year with { StrategyId = "S", ModelId = "mine" });
        Assert.Equal(given.Evaluation.Primary.Ic, stored.Evaluation.Primary.Ic);
        Assert.Equal(5, given.Evaluation.Primary.LeftOut);
        Assert.Equal([1, 5, 21, 63], given.Evaluation.Horizons.Select(h => h.Horizon));
        Assert.Throws<NothingMatchedError>(() => ReportScores.Execute(store.Databases, Year with { StrategyId = "S", ModelId = "other" }));
        Assert.Throws<UserError>(() => ReportScores.Execute(store.Databases, Year));
    }

    [ChromiumFact]
    public async Task The_page_draws_its_charts()
    {
        using var store = SyntheticStore.Copy();
        var facts = ReportScores.Execute(store.Databases, Year with { Input = WriteScores(store) });
        var html = ScoreReportHtml.Render(facts with { Title = "</script><b>mine" }, PageAssets.Echarts);
        Assert.Equal(html, ScoreReportHtml.Render(facts with { Title = "</script><b>mine" }, PageAssets.Echarts));
        await using var opened = await DrawnPage.OpenAsync(browser, html);
        await DrawnPage.AssertDrawnAsync(opened, charts: 4);
        Assert.Equal("</script><b>mine", await opened.Page.TextContentAsync("h1"));
    }

    private static ImportScoresSummary Import(StoreCopy store, string file)
        => ImportScores.Run(store.Databases, new ImportScoresOptions { Path = file, MarketId = "US_EQ", StrategyId = "S", ModelId = "mine", HorizonDays = 5 });

    /// <summary>The return over 21 sessions as a score of each name and session.</summary>
    private static string WriteScores(StoreCopy store, string more = "")
    {
        var market = MarketLoader.Load(store.Databases, new MarketLoadOptions { MarketId = "US_EQ", End = new DateOnly(2014, 6, 30), Reads = MarketReads.All });
        var levels = market.TotalReturns.LogIndex;
        var text = new StringBuilder("instrument,date,score,known_on\n");
        for (var t = market.Sessions.FirstAtOrAfter(new DateOnly(2013, 7, 1)); t < market.Sessions.Count; t++)
        {
            for (var i = 0; i < market.Instruments.Count; i++)
            {
                var score = levels[t, i] - levels[t - 21, i];
                if (!double.IsNaN(score) && !(more.Length > 0 && market.Instruments[i] == "SYN001.US"))
                    text.Append(CultureInfo.InvariantCulture, $"{market.Instruments[i]},{market.Sessions[t]:yyyy-MM-dd},{score},{market.Sessions[t]:yyyy-MM-dd}\n");
            }
        }

        var file = Path.Combine(store.Folder, "scores.csv");
        File.WriteAllText(file, text.Append(more).ToString());
        return file;
    }
}
