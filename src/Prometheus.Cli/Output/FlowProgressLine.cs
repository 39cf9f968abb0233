using System.Globalization;
using Prometheus.Workflows.V0;

namespace Prometheus.Cli.Output;

/// <summary>
/// The steps of a flow on standard error: a finished step keeps its line with what it came to; the running one shows how far it is on a terminal.
/// </summary>
internal sealed class FlowProgressLine(TextWriter error) : IProgress<V0Progress>
{
    private readonly bool _terminal = !Console.IsErrorRedirected;
    private readonly Lock _gate = new();

    public void Report(V0Progress value)
    {
        lock (_gate)
        {
            var head = string.Create(CultureInfo.InvariantCulture, $"{value.Step,2}/{value.Steps}  {value.Name}");
            if (value.Outcome is { } outcome)
                error.WriteLine($"{(_terminal ? "\r" : "")}{head}: {outcome}{(_terminal ? "\e[K" : "")}");
            else if (_terminal)
                error.Write($"\r{head}{Units(value)} …\e[K");
        }
    }

    private static string Units(V0Progress value) => value.Units is not { } units
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $" {units.Done}/{units.Units}{(units.Remaining is { } time && units.Done < units.Units ? $", {time:m\\:ss} left" : "")}");
}
