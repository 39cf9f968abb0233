using Microsoft.Playwright;
using Prometheus.Testing.Browser;
using Xunit;

namespace Prometheus.IntegrationTests.Reports;

/// <summary>A report opened in a browser, waited for until it says that its charts have drawn.</summary>
internal static class DrawnPage
{
    /// <summary>Series with points of one chart, and the distinct colours of its pixels over all layers.</summary>
    private const string Measure = """
        () => [...document.querySelectorAll('.plot')].map(plot => {
          const chart = echarts.getInstanceByDom(plot);
          const colors = new Set();
          for (const canvas of plot.querySelectorAll('canvas')) {
            const image = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            new Uint32Array(image.data.buffer).forEach(pixel => colors.add(pixel));
          }
          return {
            id: plot.id,
            series: chart.getModel().getSeries().filter(series => series.getData().count() > 0).length,
            empty: chart.getModel().getSeries().filter(series => series.getData().count() === 0).length,
            colors: colors.size,
          };
        })
        """;

    public static async Task<OpenedPage> OpenAsync(ChromiumFixture browser, string html, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var folder = Directory.CreateTempSubdirectory("prometheus-report-");
        try
        {
            var file = Path.Combine(folder.FullName, "report.html");
            await File.WriteAllTextAsync(file, html);
            var opened = await browser.OpenFileAsync(file);
            if (width != 1280 || scheme != ColorScheme.Light)
            {
                await opened.Page.SetViewportSizeAsync(width, 900);
                await opened.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                await opened.Page.ReloadAsync();
            }

            await opened.Page.WaitForFunctionAsync("() => document.body.dataset.charts !== 'drawing'");
            return opened;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Every chart of the page, in its order.</summary>
    public static async Task<IReadOnlyList<DrawnChart>> ChartsAsync(OpenedPage opened) => await opened.Page.EvaluateAsync<DrawnChart[]>(Measure);

    /// <summary>Fails unless the page is ready, silent, and every chart shows data in more than one colour.</summary>
    public static async Task AssertDrawnAsync(OpenedPage opened, int charts)
    {
        Assert.Equal("ready", await opened.Page.EvaluateAsync<string>("() => document.body.dataset.charts"));
        Assert.True(await opened.Page.EvaluateAsync<bool>("() => window.__chartsReady === true"));
        var drawn = await ChartsAsync(opened);
        Assert.Equal(charts, drawn.Count);
        Assert.All(drawn, chart =>
        {
            Assert.True(chart.Series > 0 && chart.Empty == 0, $"{chart.Id} has {chart.Series} series with data and {chart.Empty} without");
            Assert.True(chart.Colors > 10, $"{chart.Id} shows {chart.Colors} colours");
        });
        Assert.Empty(opened.Faults);
    }
}
