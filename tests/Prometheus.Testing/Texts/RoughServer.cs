using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Prometheus.Testing.Texts;

/// <summary>
/// A real HTTP server on loopback that answers as it is told, byte by byte: each request takes the next answer, the last one answers the rest. An
/// empty answer keeps the client waiting.
/// </summary>
public sealed class RoughServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Func<string, string>> _answers;
    private readonly Func<string, string> _last;
    private readonly ConcurrentQueue<string> _requests = new();
    private int _served;

    /// <param name="answers">From a request's body to the whole answer, head included.</param>
    public RoughServer(params Func<string, string>[] answers)
    {
        _answers = new ConcurrentQueue<Func<string, string>>(answers[..^1]);
        _last = answers[^1];
        _listener.Start();
        _ = Task.Run(ListenAsync);
    }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Requests met so far.</summary>
    public int Served => _served;

    /// <summary>Heads and bodies of the requests met so far.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>A whole answer.</summary>
    public static string Answer(int status, string body, string headers = "")
        => string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Told\r\nContent-Type: application/json\r\n{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");

    /// <summary>An answer that breaks off: it announces more than it sends.</summary>
    public static string Broken(string body)
        => string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length + 100}\r\nConnection: close\r\n\r\n{body}");

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = client.GetStream();
            var (head, body) = await ReadAsync(stream);
            _requests.Enqueue(head + body);
            Interlocked.Increment(ref _served);
            var answer = (_answers.TryDequeue(out var next) ? next : _last)(body);
            if (answer.Length == 0)
                await Task.Delay(Timeout.Infinite, _stop.Token);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The client went away, or the test is over.
        }
    }

    private async Task<(string Head, string Body)> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var buffer = new byte[8192];
        while (true)
        {
            var count = await stream.ReadAsync(buffer, _stop.Token);
            bytes.AddRange(buffer.AsSpan(0, count));
            var text = Encoding.UTF8.GetString([.. bytes]);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0 && count > 0)
                continue;
            var length = text.Split("\r\n").Where(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Select(l => int.Parse(l["Content-Length:".Length..], CultureInfo.InvariantCulture)).FirstOrDefault();
            if (count == 0 || bytes.Count >= Encoding.UTF8.GetByteCount(text[..(end + 4)]) + length)
                return (text[..(end + 4)], text[(end + 4)..]);
        }
    }
}
