namespace Prometheus.Opinions.Assessment;

/// <summary>
/// Makes wide vectors narrow enough to regress on: every input is added, with a fixed sign, to four fixed outputs (a sparse
/// Johnson–Lindenstrauss map; Kane and Nelson, 2014). A ridge head sees vectors only through their inner products, which this keeps up to a few
/// per cent; nothing is fitted, so nothing can look ahead. Narrow vectors stay as they are.
/// </summary>
public sealed class VectorSketch
{
    /// <summary>Widest vector that is kept, and the width of a sketch.</summary>
    public const int Width = 256;

    private const int Copies = 4;

    private readonly int[] _targets;
    private readonly float[] _signs;

    public VectorSketch(int inputs)
    {
        Inputs = inputs;
        Outputs = Math.Min(inputs, Width);
        var places = inputs > Width ? inputs * Copies : 0;
        (_targets, _signs) = (new int[places], new float[places]);
        for (var k = 0; k < places; k++)
        {
            // A block of outputs a copy, so that the four never meet.
            var mixed = Mix((ulong)k + 1);
            _targets[k] = (k % Copies * (Width / Copies)) + (int)(mixed % (Width / Copies));
            _signs[k] = (mixed >> 40 & 1) == 0 ? 0.5f : -0.5f; // 1/√copies
        }
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>Writes the sketch of one vector.</summary>
    public void Write(ReadOnlySpan<float> vector, Span<float> sketch)
    {
        if (_targets.Length == 0)
        {
            vector.CopyTo(sketch);
            return;
        }

        sketch.Clear();
        for (var k = 0; k < _targets.Length; k++)
            sketch[_targets[k]] += _signs[k] * vector[k / Copies];
    }

    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    private static ulong Mix(ulong value)
    {
        value *= 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
