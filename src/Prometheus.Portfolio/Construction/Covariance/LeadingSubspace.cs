using Prometheus.Core.Numerics;

namespace Prometheus.Portfolio.Construction.Covariance;

/// <summary>
/// The leading eigenpairs of a large symmetric non-negative matrix: a fixed number of block power steps from a fixed start, then the small
/// eigenproblem inside the block (Rayleigh–Ritz). Deterministic, signs included: the largest component of a vector is positive.
/// </summary>
internal static class LeadingSubspace
{
    private const int Steps = 8;
    private const int StepsBetweenBases = 2;
    private const int Block = TransposeProduct.Tile;

    /// <summary>Most pairs that can be asked for; the rest of the block only speeds convergence.</summary>
    public const int MaximumPairs = 5;

    /// <param name="matrix">[size × size], size a multiple of the tile.</param>
    /// <param name="used">Rows and columns that are not padding.</param>
    /// <param name="pairs">How many, at most <see cref="MaximumPairs"/>.</param>
    /// <returns>Eigenvalues, descending, and unit vectors as columns of [size × 8]; the columns from <paramref name="pairs"/> on are unused.</returns>
    public static (double[] Values, double[] Vectors) Compute(double[] matrix, int size, int used, int pairs)
    {
        var basis = Start(size, used);
        var image = new double[size * Block];
        for (var step = 0; step < Steps; step++)
        {
            TransposeProduct.Compute(matrix, size, basis, Block, size, image);
            (basis, image) = (image, basis);
            if (step % StepsBetweenBases == StepsBetweenBases - 1)
                OrthonormalBasis.Make(basis, size);
        }

        OrthonormalBasis.Make(basis, size);
        TransposeProduct.Compute(matrix, size, basis, Block, size, image);
        var small = new double[Block * Block];
        TransposeProduct.Compute(basis, Block, image, Block, size, small);
        Symmetrize(small);
        var rotation = SymmetricEigen.Diagonalize(small, Block);
        var order = Enumerable.Range(0, Block).OrderByDescending(k => small[(k * Block) + k]).ThenBy(k => k).Take(pairs).ToArray();
        var vectors = new double[size * Block];
        for (var k = 0; k < order.Length; k++)
            Rotate(basis, rotation, order[k], vectors, k, size);
        return (order.Select(k => Math.Max(0, small[(k * Block) + k])).ToArray(), vectors);
    }

    /// <summary>The first column is the equal-weight direction, the others a fixed scatter of the row number.</summary>
    private static double[] Start(int size, int used)
    {
        var basis = new double[size * Block];
        for (var i = 0; i < used; i++)
        {
            basis[i * Block] = 1;
            for (var k = 1; k < Block; k++)
                basis[(i * Block) + k] = ((((uint)i + 1) * 2654435761u * (uint)((2 * k) + 1)) >> 8 & 0xFFFF) / 65536.0 - 0.5;
        }

        return basis;
    }

    private static void Symmetrize(double[] small)
    {
        for (var i = 0; i < Block; i++)
        {
            for (var j = 0; j < i; j++)
                small[(i * Block) + j] = small[(j * Block) + i];
        }
    }

    private static void Rotate(double[] basis, double[] rotation, int from, double[] vectors, int to, int size)
    {
        var largest = 0.0;
        for (var i = 0; i < size; i++)
        {
            var sum = 0.0;
            for (var k = 0; k < Block; k++)
                sum += basis[(i * Block) + k] * rotation[(k * Block) + from];
            vectors[(i * Block) + to] = sum;
            if (Math.Abs(sum) > Math.Abs(largest))
                largest = sum;
        }

        if (largest >= 0)
            return;
        for (var i = 0; i < size; i++)
            vectors[(i * Block) + to] = -vectors[(i * Block) + to];
    }
}
