using System.Globalization;
using Prometheus.Workflows.Data;

namespace Prometheus.Cli.Output;

/// <summary>How far an import is: a bar with the time left on a terminal, silent otherwise, since the summary follows.</summary>
internal sealed class ImportProgressLine(TextWriter error) : IProgress<ImportProgress>, IDisposable
{
    private const int BarWidth = 30;

    private readonly bool _terminal = !Console.IsErrorRedirected;
    private readonly Lock _gate = new();
    private string _step = "";
    private long _stepBegan;
    private bool _drawn;

    public void Report(ImportProgress value)
    {
        if (!_terminal)
            return;
        lock (_gate)
        {
            if (value.Step != _step)
                (_step, _stepBegan) = (value.Step, TimeProvider.System.GetTimestamp());
            var done = Math.Clamp(value.Fraction, 0, 1);
            var filled = (int)(BarWidth * done);
            var left = done is > 0.02 and < 1 ? TimeProvider.System.GetElapsedTime(_stepBegan) * ((1 - done) / done) : (TimeSpan?)null;
            var text = string.Create(CultureInfo.InvariantCulture, $"{value.Step}: {value.Rows:N0} rows{(left is { } time ? $", {time:m\\:ss} left" : "")}");
            error.Write($"\r{new string('━', filled)}{new string('─', BarWidth - filled)} {text}\e[K");
            _drawn = true;
        }
    }

    public void Dispose()
    {
        if (_drawn)
            error.WriteLine();
    }
}
