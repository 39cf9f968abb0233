using Prometheus.Testing.Browser;
using Xunit;

namespace Prometheus.IntegrationTests.Browser;

public sealed class ChromiumFixtureTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prometheus-page-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [ChromiumFact]
    public async Task A_clean_page_runs_its_script_and_has_no_faults()
    {
        await using var page = await OpenAsync("<p id='answer'></p><script>document.getElementById('answer').textContent = String(6 * 7);</script>");

        Assert.Equal("42", await page.Page.Locator("#answer").TextContentAsync());
        Assert.Empty(page.Faults);
    }

    [ChromiumFact]
    public async Task A_fault_of_a_page_is_reported()
    {
        await using var page = await OpenAsync(
            "<link rel='stylesheet' href='absent.css'><script>console.error('broken axis'); setTimeout(() => { throw new Error('late'); });</script>");
        for (var turn = 0; turn < 100 && !page.Faults.Any(f => f.StartsWith("exception:", StringComparison.Ordinal)); turn++)
            await page.Page.WaitForTimeoutAsync(50);

        Assert.Contains("console error: broken axis", page.Faults);
        Assert.Contains(page.Faults, f => f.StartsWith("exception:", StringComparison.Ordinal) && f.Contains("late", StringComparison.Ordinal));
        Assert.Contains(page.Faults, f => f.StartsWith("request outside the page:", StringComparison.Ordinal) && f.EndsWith("absent.css", StringComparison.Ordinal));
    }

    private Task<OpenedPage> OpenAsync(string body)
    {
        var path = Path.Combine(_folder, "page.html");
        File.WriteAllText(path, $"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>t</title></head><body>{body}</body></html>");
        return chromium.OpenFileAsync(path);
    }
}
