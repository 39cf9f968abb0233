namespace Prometheus.Testing.Runs;

/// <summary>Bell-shaped random numbers, mean 0 and variance 1: twelve uniforms less six, by additions alone, equal on every machine.</summary>
internal sealed class BellStream(ulong seed)
{
    private ulong _state = seed;

    public double Next()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
        {
            // SplitMix64.
            _state += 0x9E3779B97F4A7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            sum += ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
        }

        return sum;
    }
}
