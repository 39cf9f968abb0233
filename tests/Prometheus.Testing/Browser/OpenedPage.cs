using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Prometheus.Testing.Browser;

/// <summary>A page and everything it complained about since it was opened.</summary>
public sealed class OpenedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _faults = new();

    internal OpenedPage(IBrowserContext context, IPage page, string address)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _faults.Enqueue($"console {message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => _faults.Enqueue($"exception: {error}");
        page.RequestFailed += (_, request) => _faults.Enqueue($"failed request: {request.Url}");
        page.Request += (_, request) =>
        {
            if (request.Url != address && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
                _faults.Enqueue($"request outside the page: {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Console errors and warnings, uncaught exceptions, and every request but the page itself: a report is one file.</summary>
    public IReadOnlyList<string> Faults => [.. _faults];

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
