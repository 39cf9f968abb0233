using System.Diagnostics;

namespace Prometheus.Bench.Harness;

/// <summary>
/// Times contenders side by side: one warm-up round, then five rounds in which each runs once, in turn, so that a noisy neighbour disturbs all
/// alike. The median counts, and only ratios to the floor (the first contender) are quoted.
/// </summary>
internal static class Race
{
    private const int Rounds = 5;

    public static IReadOnlyList<RaceResult> Run(IReadOnlyList<Contender> contenders, bool warmUp = true)
    {
        var seconds = contenders.Select(_ => new double[Rounds]).ToArray();
        for (var round = warmUp ? -1 : 0; round < Rounds; round++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                contenders[i].Prepare?.Invoke();
                GC.Collect();
                GC.WaitForPendingFinalizers();
                var watch = Stopwatch.StartNew();
                contenders[i].Work();
                if (round >= 0)
                    seconds[i][round] = watch.Elapsed.TotalSeconds;
            }
        }

        var medians = seconds.Select(s => s.Order().ElementAt(Rounds / 2)).ToArray();
        return contenders.Select((c, i) => new RaceResult(c.Name, medians[i], medians[i] / medians[0])).ToArray();
    }
}
