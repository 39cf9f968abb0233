using System.Diagnostics;

namespace Prometheus.Bench.Harness;

/// <summary>One way of doing the work that a race compares.</summary>
/// <param name="Name">How its time is asked for afterwards.</param>
/// <param name="Seconds">Does the work once and says how long it took.</param>
internal sealed record Contender(string Name, Func<double> Seconds)
{
    /// <summary>Work in this process. <paramref name="prepare"/> and a collection of the garbage others left come before the watch starts.</summary>
    public static Contender Of(string name, Action work, Action? prepare = null) => new(name, () =>
    {
        prepare?.Invoke();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    });
}
