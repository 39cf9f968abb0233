namespace Prometheus.Encoders.Text;

/// <summary>
/// Gives words that no fit knows a place of their own: each has four of the numbers, one in each quarter, and signs that only its hash decides
/// (sparse random projection, Kane and Nelson 2014), so that the squared length stays and two different words are orthogonal on average. The
/// same word has the same place in every fit.
/// </summary>
public static class UnseenWords
{
    private const int Places = 4;

    /// <param name="vector">Its length is a multiple of four, or none: then nothing is kept.</param>
    /// <param name="word">As <see cref="TermCounts"/> hashes it.</param>
    public static void Add(Span<double> vector, ulong word, double weight)
    {
        var quarter = vector.Length / Places;
        for (var q = 0; q < Places && quarter > 0; q++)
        {
            // Upper bits of a product: those below are less mixed.
            var mixed = Mix(word + (ulong)q);
            vector[(q * quarter) + (int)((mixed >> 32) % (ulong)quarter)] += (mixed & 1) == 0 ? weight / 2 : -weight / 2;
        }
    }

    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
