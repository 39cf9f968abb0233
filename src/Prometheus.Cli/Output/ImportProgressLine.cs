using System.Globalization;
using Prometheus.Workflows.Data;

namespace Prometheus.Cli.Output;

/// <summary>How far an import is: a bar on a terminal, silent otherwise, since the summary follows.</summary>
internal sealed class ImportProgressLine(TextWriter error) : IProgress<ImportProgress>, IDisposable
{
    private const int BarWidth = 30;

    private readonly bool _terminal = !Console.IsErrorRedirected;
    private readonly Lock _gate = new();
    private bool _drawn;

    public void Report(ImportProgress value)
    {
        if (!_terminal)
            return;
        lock (_gate)
        {
            var filled = (int)(BarWidth * Math.Clamp(value.Fraction, 0, 1));
            var text = string.Create(CultureInfo.InvariantCulture, $"{value.Step}: {value.Rows:N0} rows");
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
