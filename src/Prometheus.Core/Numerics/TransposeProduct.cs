using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Prometheus.Core.Numerics;

/// <summary>
/// C = AᵀB of two row-major matrices with equally many rows. Every cell is one sum over the rows in ascending order; the four lanes of a
/// vector hold four neighbouring cells, never parts of one sum, so the result is the same on every processor.
/// </summary>
public static class TransposeProduct
{
    /// <summary>Columns of every matrix here are a multiple of this, padded with zeros.</summary>
    public const int Tile = 8;

    private const int Lanes = 4;

    public static int Padded(int columns) => (columns + Tile - 1) / Tile * Tile;

    /// <param name="a">[rows × aColumns].</param>
    /// <param name="b">[rows × bColumns].</param>
    /// <param name="c">[aColumns × bColumns], overwritten.</param>
    /// <param name="symmetric">True where A is B: the lower triangle is then a copy of the upper one.</param>
    public static void Compute(double[] a, int aColumns, double[] b, int bColumns, int rows, double[] c, bool symmetric = false)
    {
        if (aColumns % Tile != 0 || bColumns % Tile != 0 || a.Length < rows * aColumns || b.Length < rows * bColumns || c.Length < aColumns * bColumns)
            throw new ArgumentException($"a product of [{rows} × {aColumns}]ᵀ and [{rows} × {bColumns}] does not fit its arrays");
        var whole = new MatrixPart(a, 0, 0, rows);
        var parts = new ReadOnlySpan<MatrixPart>(in whole);
        for (var i = 0; i < aColumns; i += Lanes)
        {
            for (var j = symmetric ? i / Tile * Tile : 0; j < bColumns; j += Tile)
                Block(parts, aColumns, b, bColumns, c, i, j);
        }

        if (!symmetric)
            return;
        for (var i = 0; i < aColumns; i++)
        {
            for (var j = 0; j < i; j++)
                c[(i * aColumns) + j] = c[(j * aColumns) + i];
        }
    }

    /// <summary>The same where the rows of A lie in several arrays. A row that no part holds counts 0.</summary>
    /// <param name="a">Ascending by row.</param>
    public static void Compute(ReadOnlySpan<MatrixPart> a, int aColumns, double[] b, int bColumns, double[] c)
    {
        if (aColumns % Tile != 0 || bColumns % Tile != 0 || c.Length < aColumns * bColumns)
            throw new ArgumentException($"a product of {aColumns} and {bColumns} columns does not fit its arrays");
        foreach (var part in a)
        {
            if (part.Offset < 0 || part.Row < 0 || part.Values.Length < part.Offset + (part.Rows * aColumns) || b.Length < (part.Row + part.Rows) * bColumns)
                throw new ArgumentException($"{part.Rows} rows of {aColumns} and {bColumns} columns do not fit their arrays");
        }

        for (var i = 0; i < aColumns; i += Lanes)
        {
            for (var j = 0; j < bColumns; j += Tile)
                Block(a, aColumns, b, bColumns, c, i, j);
        }
    }

    /// <summary>Four rows by eight columns of C, held in registers over all rows of A and B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block(ReadOnlySpan<MatrixPart> a, int aColumns, double[] b, int bColumns, double[] c, int i, int j)
    {
        var (c00, c01, c10, c11) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (c20, c21, c30, c31) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (var p = 0; p < a.Length; p++)
        {
            ref var left = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(a[p].Values), a[p].Offset + i);
            ref var right = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(b), (a[p].Row * bColumns) + j);
            var (at, bt) = ((nuint)0, (nuint)0);
            for (var t = a[p].Rows; t > 0; t--, at += (nuint)aColumns, bt += (nuint)bColumns)
            {
                var b0 = Vector256.LoadUnsafe(ref right, bt);
                var b1 = Vector256.LoadUnsafe(ref right, bt + Lanes);
                var a0 = Vector256.Create(Unsafe.Add(ref left, at));
                c00 += a0 * b0;
                c01 += a0 * b1;
                var a1 = Vector256.Create(Unsafe.Add(ref left, at + 1));
                c10 += a1 * b0;
                c11 += a1 * b1;
                var a2 = Vector256.Create(Unsafe.Add(ref left, at + 2));
                c20 += a2 * b0;
                c21 += a2 * b1;
                var a3 = Vector256.Create(Unsafe.Add(ref left, at + 3));
                c30 += a3 * b0;
                c31 += a3 * b1;
            }
        }

        Store(c, (i * bColumns) + j, c00, c01);
        Store(c, ((i + 1) * bColumns) + j, c10, c11);
        Store(c, ((i + 2) * bColumns) + j, c20, c21);
        Store(c, ((i + 3) * bColumns) + j, c30, c31);
    }

    private static void Store(double[] c, int at, Vector256<double> first, Vector256<double> second)
    {
        first.CopyTo(c, at);
        second.CopyTo(c, at + Lanes);
    }
}

/// <summary>Consecutive rows of a matrix whose rows lie in several arrays.</summary>
/// <param name="Values">Row-major, with the columns of the matrix.</param>
/// <param name="Offset">Cell of the first row.</param>
/// <param name="Row">Which row of the matrix that is.</param>
/// <param name="Rows">How many.</param>
public readonly record struct MatrixPart(double[] Values, int Offset, int Row, int Rows);
