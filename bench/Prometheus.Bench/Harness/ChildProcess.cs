using System.Diagnostics;
using System.Globalization;

namespace Prometheus.Bench.Harness;

/// <summary>A program that is run to its end and watched: how long it took, what it printed, how much memory it held.</summary>
/// <param name="Seconds">From before the start to after the exit.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="PeakMebibytes">The largest resident set seen (Linux' VmHWM), NaN where it is not to be had.</param>
internal sealed record ChildProcess(double Seconds, string Output, double PeakMebibytes)
{
    /// <exception cref="InvalidOperationException">The program ended with another code than 0.</exception>
    public static ChildProcess Run(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var peak = double.NaN;
        while (!process.WaitForExit(PeakInterval))
            peak = PeakOf(process.Id) is var seen && double.IsNaN(seen) ? peak : seen;
        var seconds = watch.Elapsed.TotalSeconds;
        process.WaitForExit();
        return process.ExitCode == 0
            ? new ChildProcess(seconds, output.Result, peak)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error.Result.Trim()}");
    }

    /// <summary>This program again, in a process of its own.</summary>
    public static ChildProcess Self(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
        => Run(Path.Combine(AppContext.BaseDirectory, "Prometheus.Bench"), arguments, environment);

    private static readonly TimeSpan PeakInterval = TimeSpan.FromMilliseconds(25);

    private static double PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? double.NaN : double.Parse(line.AsSpan(6, line.Length - 6 - 2), CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return double.NaN; // it ended between the two looks; what was seen before counts
        }
    }
}
