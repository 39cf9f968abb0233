using Prometheus.IntegrationTests.Reports;
using Prometheus.Testing.Browser;
using Prometheus.Testing.Processes;
using Xunit;

namespace Prometheus.IntegrationTests.Cli;

/// <summary>What a newcomer sees: one command, three sleeves, pages that open, and a next step that works.</summary>
public sealed class DemoTests(DemoTests.Demo demo, ChromiumFixture browser) : IClassFixture<DemoTests.Demo>, IClassFixture<ChromiumFixture>
{
    private const int ChartsOfATearsheet = 8;

    private static readonly string[] Sleeves = ["US_CORE_LONG_EQ_H5", "US_CORE_LONG_EQ_H21", "US_CORE_LONG_EQ_H63"];

    private static readonly string[] AwareSleeves = [.. Sleeves.Select(s => s + "_LAMBDA")];

    [Fact]
    public void It_ends_with_a_table_of_sleeves_with_and_without_risk_and_their_pages()
    {
        Assert.All([.. Sleeves, .. AwareSleeves], sleeve => Assert.Equal(2, demo.Run.Lines.Count(l => l.Contains(sleeve + " ", StringComparison.Ordinal))));
        Assert.DoesNotContain("–", demo.Run.Output, StringComparison.Ordinal);
        string[] pages = [.. Sleeves.Concat(AwareSleeves).Select(s => s + ".html"), "v0.html"];
        Assert.Equal(pages.Order(StringComparer.Ordinal), Directory.EnumerateFiles(demo.Folder, "*.html").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Assert.All(Directory.EnumerateFiles(demo.Folder, "*.html"), page => Assert.Contains(Path.GetFileName(page), demo.Run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public void What_it_says_to_try_next_works()
    {
        var lines = demo.Run.Error.Split('\n');
        var next = lines[(Array.IndexOf(lines, "try next:") + 1)..].Select(l => l.Trim()).Where(l => l.Length > 0).ToArray();

        Assert.True(next.Length >= 3);
        foreach (var command in next.Where(c => !c.Contains("your-prices", StringComparison.Ordinal)))
            Assert.NotEmpty(demo.Home.Shell(command).Expect(0).Output);
    }

    [ChromiumFact]
    public async Task Each_tearsheet_opens_without_a_complaint_and_its_charts_have_drawn()
    {
        foreach (var sleeve in Sleeves)
        {
            await using var page = await OpenAsync(Path.Combine(demo.Folder, sleeve + ".html"));
            await DrawnPage.AssertDrawnAsync(page, ChartsOfATearsheet);
            Assert.Equal(sleeve, await page.Page.InnerTextAsync("h1"));
        }
    }

    [ChromiumFact]
    public async Task The_report_leads_to_every_tearsheet()
    {
        foreach (var sleeve in Sleeves)
        {
            await using var page = await OpenAsync(Path.Combine(demo.Folder, "v0.html"));
            await DrawnPage.AssertDrawnAsync(page, charts: 2);
            await page.Page.ClickAsync($"table a:text-is('{sleeve}')");
            await page.Page.WaitForFunctionAsync("() => document.body.dataset.charts === 'ready'");
            Assert.Equal(sleeve, await page.Page.InnerTextAsync("h1"));
        }
    }

    [ChromiumFact]
    public async Task A_tearsheet_drawn_later_from_the_stored_rows_opens_too()
    {
        var runId = demo.Home.Shell("prometheus sql --home 'my demo' \"select run_id from backtest_runs where sleeve_id = 'US_CORE_LONG_EQ_H21'\" --format csv").Expect(0).Lines[1];
        demo.Home.Run("backtest", "tearsheet", runId[..12], "--html", "later.html", "--home", "my demo").Expect(0);

        await using var page = await OpenAsync(demo.Home.PathOf("later.html"));
        await DrawnPage.AssertDrawnAsync(page, ChartsOfATearsheet);
    }

    private async Task<OpenedPage> OpenAsync(string file)
    {
        var opened = await browser.OpenFileAsync(file);
        await opened.Page.WaitForFunctionAsync("() => document.body.dataset.charts !== 'drawing'");
        return opened;
    }

    /// <summary>The demo, run once.</summary>
    public sealed class Demo : IDisposable
    {
        public Demo() => Run = Home.Run("demo", "--output", "my demo").Expect(0);

        public ProgramHome Home { get; } = new();

        public string Folder => Home.PathOf("my demo");

        public ProgramRun Run { get; }

        public void Dispose() => Home.Dispose();
    }
}
