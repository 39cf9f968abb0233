using System.Globalization;
using Prometheus.Jobs;

namespace Prometheus.Cli.Output;

/// <summary>
/// Shows how far long work is, on standard error: a bar with rate and time left on a terminal, otherwise a plain line now and then.
/// </summary>
internal sealed class JobProgressLine(TextWriter error, string what) : IProgress<JobProgress>, IDisposable
{
    private const int BarWidth = 30;
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(5);

    private readonly bool _terminal = !Console.IsErrorRedirected;
    private readonly Lock _gate = new();
    private TimeSpan _lastPlain;
    private bool _drawn;

    public void Report(JobProgress value)
    {
        lock (_gate)
        {
            if (_terminal)
                Draw(value);
            else if (value.Elapsed - _lastPlain >= PlainInterval)
            {
                _lastPlain = value.Elapsed;
                error.WriteLine(Text(value));
            }
        }
    }

    /// <summary>Leaves the line, so that what follows starts on its own.</summary>
    public void Dispose()
    {
        if (_drawn)
            error.WriteLine();
    }

    private void Draw(JobProgress value)
    {
        var filled = value.Units == 0 ? BarWidth : BarWidth * value.Done / value.Units;
        error.Write($"\r{new string('━', filled)}{new string('─', BarWidth - filled)} {Text(value)}\e[K");
        _drawn = true;
    }

    private string Text(JobProgress value)
    {
        var rate = value.RowsPerSecond > 0 ? string.Create(CultureInfo.InvariantCulture, $", {value.RowsPerSecond:N0} rows/s") : "";
        var left = value.Remaining is { } time && value.Done < value.Units ? string.Create(CultureInfo.InvariantCulture, $", {time:m\\:ss} left") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{what}: {value.Done}/{value.Units} units, {value.Rows:N0} rows{rate}{left}");
    }
}
