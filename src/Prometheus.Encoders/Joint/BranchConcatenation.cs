using Prometheus.Core.Errors;
using Prometheus.Core.Options;

namespace Prometheus.Encoders.Joint;

/// <summary>
/// z = [√w_b · ẑ_b]_b over unit-length branches, Σ w_b = 1: with all branches present the cosine of two such vectors is Σ w_b·cos_b, so every
/// similarity decomposes by branch and no branch drowns another. An absent branch is zero and marked in the mask; two vectors are compared on the
/// branches both have. Sums run in one fixed order in double precision.
/// </summary>
public sealed class BranchConcatenation
{
    private const int MostBranches = 62;

    private readonly WeightedBranch[] _branches;
    private readonly int[] _offsets;

    /// <exception cref="UserError">No branch of positive weight, or a weight or a width out of its range.</exception>
    public BranchConcatenation(IEnumerable<WeightedBranch> branches)
    {
        _branches = [.. branches];
        if (_branches.Length is 0 or > MostBranches)
            throw new UserError(FormattableString.Invariant($"a joint space needs 1 to {MostBranches} branches, found {_branches.Length}"));
        var total = 0.0;
        foreach (var branch in _branches)
        {
            OptionRules.Require(branch, _ => $"branch {branch.Name}");
            total += branch.Weight;
        }

        if (!(total > 0 && double.IsFinite(total)))
            throw new UserError("a joint space needs a branch of positive weight");
        _offsets = new int[_branches.Length + 1];
        for (var b = 0; b < _branches.Length; b++)
        {
            _branches[b] = _branches[b] with { Weight = _branches[b].Weight / total };
            _offsets[b + 1] = _offsets[b] + _branches[b].Dimensions;
        }
    }

    /// <summary>The branches in the order of the vector, weights adding to 1.</summary>
    public IReadOnlyList<WeightedBranch> Branches => _branches;

    /// <summary>Numbers in a joined vector.</summary>
    public int Dimensions => _offsets[^1];

    /// <summary>The part of a joined vector that belongs to a branch, still times √w_b.</summary>
    public ReadOnlySpan<float> Block(ReadOnlySpan<float> joined, int branch) => joined[_offsets[branch].._offsets[branch + 1]];

    /// <summary>Joins branch vectors of any length.</summary>
    /// <param name="vectors">One a branch; null, or all zero, is absent.</param>
    /// <returns>Null where no branch is present.</returns>
    /// <exception cref="DataError">A vector wider than its branch, or not finite.</exception>
    public JoinedVector? Join(ReadOnlySpan<float[]?> vectors)
    {
        if (vectors.Length != _branches.Length)
            throw new ArgumentException($"the space has {_branches.Length} branches, found {vectors.Length} vectors", nameof(vectors));
        var joined = new float[Dimensions];
        var (mask, coverage) = (0L, 0.0);
        for (var b = 0; b < vectors.Length; b++)
        {
            if (vectors[b] is not { } vector || _branches[b].Weight == 0)
                continue;
            if (vector.Length > _branches[b].Dimensions)
                throw new DataError(FormattableString.Invariant($"branch {_branches[b].Name} is {_branches[b].Dimensions} numbers wide, found a vector of {vector.Length}"));
            var length = Math.Sqrt(SquaredLength(vector));
            if (!double.IsFinite(length))
                throw new DataError($"a vector of branch {_branches[b].Name} is not finite");
            if (length == 0)
                continue;
            var scale = Math.Sqrt(_branches[b].Weight) / length;
            for (var i = 0; i < vector.Length; i++)
                joined[_offsets[b] + i] = (float)((vector[i] * scale) + 0.0);
            mask |= 1L << b;
            coverage += _branches[b].Weight;
        }

        return mask == 0 ? null : new JoinedVector(joined, mask, coverage);
    }

    /// <summary>Compares two joined vectors on the branches both have.</summary>
    /// <exception cref="DataError">A vector of another width.</exception>
    public BranchComparison Compare(ReadOnlySpan<float> left, long leftMask, ReadOnlySpan<float> right, long rightMask)
    {
        if (left.Length != Dimensions || right.Length != Dimensions)
            throw new DataError(FormattableString.Invariant($"the space is {Dimensions} numbers wide, found vectors of {left.Length} and {right.Length}"));
        var cosines = new double[_branches.Length];
        var lengths = new (double Left, double Right)[_branches.Length];
        var (sum, coverage) = (0.0, 0.0);
        for (var b = 0; b < cosines.Length; b++)
        {
            cosines[b] = double.NaN;
            if ((leftMask & rightMask & (1L << b)) == 0)
                continue;
            var x = Block(left, b);
            var y = Block(right, b);
            lengths[b] = (Math.Sqrt(SquaredLength(x)), Math.Sqrt(SquaredLength(y)));
            cosines[b] = Math.Clamp(Dot(x, y) / (lengths[b].Left * lengths[b].Right), -1, 1);
            sum += _branches[b].Weight * cosines[b];
            coverage += _branches[b].Weight;
        }

        return coverage == 0
            ? new BranchComparison(double.NaN, double.NaN, cosines, 0)
            : new BranchComparison(sum / coverage, Distance(left, right, lengths, cosines, coverage), cosines, coverage);
    }

    private double Distance(ReadOnlySpan<float> left, ReadOnlySpan<float> right, (double Left, double Right)[] lengths, double[] cosines, double coverage)
    {
        var sum = 0.0;
        for (var b = 0; b < cosines.Length; b++)
        {
            if (double.IsNaN(cosines[b]))
                continue;
            var x = Block(left, b);
            var y = Block(right, b);
            var squares = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                var difference = (x[i] / lengths[b].Left) - (y[i] / lengths[b].Right);
                squares += difference * difference;
            }

            sum += _branches[b].Weight / coverage * squares;
        }

        return Math.Sqrt(sum);
    }

    private static double SquaredLength(ReadOnlySpan<float> vector) => Dot(vector, vector);

    private static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
            sum += (double)left[i] * right[i];
        return sum;
    }
}

/// <summary>How two concatenated vectors compare.</summary>
/// <param name="Cosine">Σ w_b·cos_b over the branches both have, weights renormalised; NaN where they share none.</param>
/// <param name="Distance">Euclidean, between the shared parts at unit length; NaN where they share none.</param>
/// <param name="Branches">The cosine of each branch; NaN where one of the two lacks it.</param>
/// <param name="Coverage">Weight of the shared branches, 0 … 1.</param>
public sealed record BranchComparison(double Cosine, double Distance, double[] Branches, double Coverage);

/// <summary>Branches side by side.</summary>
/// <param name="Vector">√w_b times the unit vector of each branch; zero where the branch is absent.</param>
/// <param name="Mask">Bit b: branch b is present.</param>
/// <param name="Coverage">Weight of the branches that are present, 0 … 1.</param>
public sealed record JoinedVector(float[] Vector, long Mask, double Coverage);

/// <summary>One block of a concatenated vector.</summary>
/// <param name="Name">For messages and columns.</param>
/// <param name="Weight">Share of the cosine when all branches are present; any scale, not negative. 0 leaves the branch out.</param>
/// <param name="Dimensions">Numbers in the block; a shorter vector is filled with zeros, which changes no cosine.</param>
public sealed record WeightedBranch(string Name, [property: Range(0, 1e6)] double Weight, [property: Range(1, 1e6)] int Dimensions);
