using System.Runtime.InteropServices;
using Prometheus.Bench.Harness;
using Prometheus.Bench.Worlds;
using Prometheus.Core.Vectors;
using Prometheus.Encoders.Search;

namespace Prometheus.Bench.Groups;

/// <summary>One exact question to a million vectors, one thread, beside one pass over their memory.</summary>
internal static class SearchGroup
{
    private const int Vectors = 1_000_000;
    private const int Width = 64;
    private const int Neighbours = 10;
    private const string Pass = "one pass over the memory";
    private const string Search = "exact search";

    public static IEnumerable<Figure> Run(BenchWorld world)
    {
        var values = new float[Vectors * Width];
        var state = 1UL;
        for (var i = 0; i < values.Length; i++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            values[i] = ((state >> 40) / (float)(1 << 23)) - 1;
        }

        var block = VectorBlock.Adopt(values, Width);
        var query = values.AsSpan(0, Width).ToArray();
        var sums = new long[1];
        var times = Race.Run(
            Contender.Of(Pass, () => sums[0] = SumOf(block.Values)),
            Contender.Of(Search, () => ExactSearch.Top(block, query, Neighbours)));
        yield return Figure.Of("search", "one of a million vectors of 64", times[Search], Pass, times[Pass], target: 2);
    }

    /// <summary>Reads every byte once and does nothing else worth naming.</summary>
    private static long SumOf(ReadOnlySpan<float> values)
    {
        var words = MemoryMarshal.Cast<float, System.Numerics.Vector<long>>(values);
        var (a, b, c, d) = (System.Numerics.Vector<long>.Zero, System.Numerics.Vector<long>.Zero, System.Numerics.Vector<long>.Zero, System.Numerics.Vector<long>.Zero);
        for (var i = 0; i + 3 < words.Length; i += 4)
            (a, b, c, d) = (a ^ words[i], b ^ words[i + 1], c ^ words[i + 2], d ^ words[i + 3]);
        return System.Numerics.Vector.Sum(a ^ b ^ c ^ d);
    }
}
