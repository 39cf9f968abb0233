using Microsoft.Playwright;
using Xunit;

namespace Prometheus.Testing.Browser;

/// <summary>One headless Chromium for a test class, with a profile of its own and no network. Each opened page is a fresh context.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (ChromiumProgram.MissingReason is not null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = ChromiumProgram.Path,
            Headless = true,
            Args = Flags,
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Opens a local file as a person would and waits until it has loaded; see <see cref="OpenedPage.Faults"/> for what went wrong.</summary>
    public Task<OpenedPage> OpenFileAsync(string path) => OpenAsync(new Uri(Path.GetFullPath(path)).AbsoluteUri);

    /// <summary>Opens an address and waits until it has loaded.</summary>
    public async Task<OpenedPage> OpenAsync(string address)
    {
        var browser = _browser ?? throw new InvalidOperationException(ChromiumProgram.MissingReason);
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        var page = new OpenedPage(context, await context.NewPageAsync(), address);
        await page.Page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return page;
    }
}
