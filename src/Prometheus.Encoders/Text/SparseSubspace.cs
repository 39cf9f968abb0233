using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Prometheus.Core.Numerics;
using Prometheus.Encoders.Projection;

namespace Prometheus.Encoders.Text;

/// <summary>
/// Truncated singular value decomposition of sparse rows by randomised subspace iteration (Halko, Martinsson, Tropp 2011) from a fixed seed:
/// a scatter of the rows, a few rounds of AᵀA with an orthonormal basis between them, then the eigenpairs inside the subspace. Every
/// sum has a fixed order, so neither threads nor vector width change a bit.
/// </summary>
internal static class SparseSubspace
{
    /// <summary>Directions beyond those asked for, which only speed convergence.</summary>
    private const int Spare = 8;

    /// <summary>Squared singular values below this share of the first are numerical dust.</summary>
    private const double Dust = 1e-10;

    private const int Block = SparseRows.BlockColumns;

    /// <returns>Singular values, descending, and right singular vectors [columns × values], the largest loading of each positive.</returns>
    public static (double[] Values, double[] Vectors) Compute(SparseRows rows, int dimensions, int iterations, string seed, int workers, CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation };
        var count = TransposeProduct.Padded(Math.Min(dimensions + Spare, Math.Min(rows.Rows, rows.Columns))) / Block;
        var transposed = rows.Transposed();

        // The basis is kept orthonormal on the shorter side, where that costs least.
        var byRows = rows.Rows < rows.Columns;
        var (shorter, longer) = byRows ? (rows.Rows, rows.Columns) : (rows.Columns, rows.Rows);
        var (up, down) = byRows ? (transposed, rows) : (rows, transposed);
        var (basis, image) = (new double[count][], new double[count][]);
        Parallel.For(0, count, parallel, b =>
        {
            (basis[b], image[b]) = (new double[shorter * Block], Start(longer, b, seed));
            down.Multiply(image[b], basis[b]);
        });
        for (var round = 0; round < iterations; round++)
        {
            Orthonormalise(basis, shorter, parallel);
            Parallel.For(0, count, parallel, b =>
            {
                up.Multiply(basis[b], image[b]);
                down.Multiply(image[b], basis[b]);
            });
        }

        // Twice is enough: the second pass removes what rounding left of the first.
        Orthonormalise(basis, shorter, parallel);
        Orthonormalise(basis, shorter, parallel);
        Parallel.For(0, count, parallel, b => up.Multiply(basis[b], image[b]));
        return byRows ? Pairs(image, longer, image, rows.Columns, dimensions, parallel) : Pairs(image, longer, basis, rows.Columns, dimensions, parallel);
    }

    private static double[] Start(int rows, int block, string seed)
    {
        var random = new RandomStream("text-subspace", seed, block.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var cells = new double[rows * Block];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = random.UniformAt((ulong)i) - 0.5;
        return cells;
    }

    /// <summary>Block Gram–Schmidt: each block is made orthonormal, then taken out of those after it.</summary>
    private static void Orthonormalise(double[][] blocks, int rows, ParallelOptions parallel)
    {
        for (var b = 0; b < blocks.Length; b++)
        {
            var basis = blocks[b];
            OrthonormalBasis.Make(basis, rows);
            OrthonormalBasis.Make(basis, rows);
            Parallel.For(b + 1, blocks.Length, parallel, other =>
            {
                var along = new double[Block * Block];
                TransposeProduct.Compute(basis, Block, blocks[other], Block, rows, along);
                Subtract(basis, along, blocks[other], rows);
            });
        }
    }

    /// <summary>target −= basis · along, row by row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Subtract(double[] basis, double[] along, double[] target, int rows)
    {
        ref var weights = ref MemoryMarshal.GetArrayDataReference(along);
        ref var cells = ref MemoryMarshal.GetArrayDataReference(target);
        for (var r = 0; r < rows; r++)
        {
            var at = (nuint)(r * Block);
            var left = Vector256.LoadUnsafe(ref cells, at);
            var right = Vector256.LoadUnsafe(ref cells, at + 4);
            for (var k = 0; k < Block; k++)
            {
                var factor = Vector256.Create(basis[(r * Block) + k]);
                left -= factor * Vector256.LoadUnsafe(ref weights, (nuint)(k * Block));
                right -= factor * Vector256.LoadUnsafe(ref weights, (nuint)((k * Block) + 4));
            }

            left.StoreUnsafe(ref cells, at);
            right.StoreUnsafe(ref cells, at + 4);
        }
    }

    /// <summary>
    /// The eigenpairs inside the subspace. With Q the basis and B its image, BᵀB = W·Σ²·Wᵀ: the right singular vectors are Q·W where the basis
    /// lies on the columns, and B·W·Σ⁻¹ where their image does.
    /// </summary>
    /// <param name="image">Blocks of the image, [length × 8] each.</param>
    /// <param name="length">Of the image's side.</param>
    /// <param name="onColumns">Blocks that lie on the columns: the basis, or the image itself.</param>
    /// <param name="columns">Columns of the matrix.</param>
    private static (double[] Values, double[] Vectors) Pairs(
        double[][] image, int length, double[][] onColumns, int columns, int dimensions, ParallelOptions parallel)
    {
        var size = image.Length * Block;
        var gram = new double[size * size];
        Parallel.For(0, image.Length, parallel, i =>
        {
            var cell = new double[Block * Block];
            for (var j = i; j < image.Length; j++)
            {
                TransposeProduct.Compute(image[i], Block, image[j], Block, length, cell);
                for (var k = 0; k < Block * Block; k++)
                {
                    gram[(((i * Block) + (k / Block)) * size) + (j * Block) + (k % Block)] = cell[k];
                    gram[(((j * Block) + (k % Block)) * size) + (i * Block) + (k / Block)] = cell[k];
                }
            }
        });
        var (squares, eigenvectors) = TridiagonalEigen.Diagonalize(gram, size);
        var values = squares.Take(dimensions).Where(v => v > Dust * squares[0]).Select(Math.Sqrt).ToArray();
        var scales = ReferenceEquals(onColumns, image) ? Array.ConvertAll(values, v => 1 / v) : Array.ConvertAll(values, _ => 1.0);
        var vectors = Turn(onColumns, eigenvectors, scales, columns, parallel);
        FixSigns(vectors, values.Length);
        return (values, vectors);
    }

    /// <summary>The blocks times the leading eigenvectors, each scaled, [rows × scales].</summary>
    private static double[] Turn(double[][] basis, double[] eigenvectors, double[] scales, int rows, ParallelOptions parallel)
    {
        var (size, kept) = (basis.Length * Block, scales.Length);
        var padded = TransposeProduct.Padded(kept);
        var turn = new double[size * padded];
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < kept; k++)
                turn[(i * padded) + k] = eigenvectors[(i * size) + k] * scales[k];
        }

        var turned = new double[rows * kept];
        StripProduct.Compute(
            rows,
            size,
            (r, i) => basis[i / Block][(r * Block) + (i % Block)],
            turn,
            padded,
            (r, product) => product[..kept].CopyTo(turned.AsSpan(r * kept)),
            parallel);
        return turned;
    }

    private static void FixSigns(double[] vectors, int count)
    {
        var largest = new double[count];
        for (var i = 0; i < vectors.Length; i++)
        {
            if (Math.Abs(vectors[i]) > Math.Abs(largest[i % count]))
                largest[i % count] = vectors[i];
        }

        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = largest[i % count] < 0 ? -vectors[i] : vectors[i];
    }
}
