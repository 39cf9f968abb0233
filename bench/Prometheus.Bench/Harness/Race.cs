namespace Prometheus.Bench.Harness;

/// <summary>
/// Times contenders side by side: one warm-up round, then five rounds in which each runs once, in turn, so that a noisy neighbour disturbs all
/// alike. The median of each counts.
/// </summary>
internal static class Race
{
    private const int Rounds = 5;

    public static RaceTimes Run(params IReadOnlyList<Contender> contenders)
    {
        var seconds = contenders.ToDictionary(c => c.Name, _ => new double[Rounds], StringComparer.Ordinal);
        for (var round = -1; round < Rounds; round++)
        {
            foreach (var contender in contenders)
            {
                var taken = contender.Seconds();
                if (round >= 0)
                    seconds[contender.Name][round] = taken;
            }
        }

        return new RaceTimes(seconds.ToDictionary(s => s.Key, s => s.Value.Order().ElementAt(Rounds / 2), StringComparer.Ordinal));
    }
}
