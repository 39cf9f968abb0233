namespace Prometheus.Bench.Harness;

/// <summary>The median seconds of every contender of a race.</summary>
internal sealed class RaceTimes(IReadOnlyDictionary<string, double> medians)
{
    public double this[string contender] => medians[contender];
}
