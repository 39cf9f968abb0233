using Prometheus.Core.Errors;
using Prometheus.Embeddings.Joint;

namespace Prometheus.Scenarios;

/// <summary>A book in a joint space: z = Σ wᵢ·zᵢ / Σ|wᵢ| over its names that have a vector (sheet A §3.6). It is not made unit length.</summary>
/// <param name="Vector">z.</param>
/// <param name="BranchMask">Branches that one of its names has.</param>
/// <param name="InstrumentsUsed">Names with a vector.</param>
/// <param name="Coverage">Their share of Σ|w|.</param>
/// <param name="Oldest">The date of the oldest vector used.</param>
public sealed record BookVector(float[] Vector, long BranchMask, int InstrumentsUsed, double Coverage, DateOnly Oldest)
{
    /// <summary>√Σ z².</summary>
    public double Norm
    {
        get
        {
            var squares = 0.0;
            foreach (var value in Vector)
                squares += (double)value * value;
            return Math.Sqrt(squares);
        }
    }

    /// <param name="instruments">In ordinal order.</param>
    /// <param name="weights">Fractions of equity, as many; shorts are negative.</param>
    /// <param name="vectorOf">The vector of a name as known for the book, or null.</param>
    /// <returns>Null where no name of the book has a vector.</returns>
    /// <exception cref="DataError">Vectors of two widths.</exception>
    public static BookVector? Of(ReadOnlySpan<string> instruments, ReadOnlySpan<double> weights, Func<string, JointVector?> vectorOf)
    {
        double[]? sums = null;
        var (gross, used, mask, count, oldest) = (0.0, 0.0, 0L, 0, DateOnly.MaxValue);
        for (var k = 0; k < instruments.Length; k++)
        {
            gross += Math.Abs(weights[k]);
            if (weights[k] == 0 || vectorOf(instruments[k]) is not { } state)
                continue;
            sums ??= new double[state.Vector.Length];
            if (state.Vector.Length != sums.Length)
                throw new DataError(FormattableString.Invariant($"the vector of {instruments[k]} is {state.Vector.Length} numbers wide, those of other names {sums.Length}"));
            for (var d = 0; d < sums.Length; d++)
                sums[d] += weights[k] * state.Vector[d];
            (used, mask, count) = (used + Math.Abs(weights[k]), mask | state.BranchMask, count + 1);
            oldest = state.AsOf < oldest ? state.AsOf : oldest;
        }

        return sums is null ? null : new BookVector(Array.ConvertAll(sums, s => (float)((s / used) + 0.0)), mask, count, used / gross, oldest);
    }
}
