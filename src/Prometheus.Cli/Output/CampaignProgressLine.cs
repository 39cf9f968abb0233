using System.Globalization;
using Prometheus.Backtest.Campaigns;

namespace Prometheus.Cli.Output;

/// <summary>One line that is written over on a terminal; silent elsewhere.</summary>
internal sealed class CampaignProgressLine(TextWriter output, string what) : IProgress<CampaignProgress>, IDisposable
{
    private readonly Lock _gate = new();
    private int _shown;

    public void Report(CampaignProgress value)
    {
        if (Console.IsErrorRedirected)
            return;
        lock (_gate)
        {
            // Steps may be told out of order by several threads.
            if (value.Done <= _shown)
                return;
            _shown = value.Done;
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value.Done} of {value.Total} {what}, last {value.Step}   "));
        }
    }

    public void Dispose()
    {
        if (_shown > 0)
            output.WriteLine();
    }
}
