using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Prometheus.Core.Numerics;

namespace Prometheus.Encoders.Text;

/// <summary>
/// A matrix of which few cells are not zero, row after row. Dense matrices beside it are blocks of eight columns, [rows × 8] each, so that one
/// row of a block is two registers.
/// </summary>
internal sealed class SparseRows
{
    public const int BlockColumns = TransposeProduct.Tile;

    private const int Lanes = 4;

    private readonly int[] _offsets;
    private readonly int[] _columns;
    private readonly double[] _values;

    private SparseRows(int[] offsets, int[] columns, double[] values, int columnCount)
        => (_offsets, _columns, _values, Columns) = (offsets, columns, values, columnCount);

    public int Rows => _offsets.Length - 1;

    public int Columns { get; }

    public static SparseRows Of(IReadOnlyList<(int[] Columns, double[] Weights)> rows, int columnCount)
    {
        var offsets = new int[rows.Count + 1];
        for (var r = 0; r < rows.Count; r++)
            offsets[r + 1] = offsets[r] + rows[r].Columns.Length;
        return new SparseRows(offsets, [.. rows.SelectMany(r => r.Columns)], [.. rows.SelectMany(r => r.Weights)], columnCount);
    }

    public SparseRows Transposed()
    {
        var offsets = new int[Columns + 1];
        foreach (var column in _columns)
            offsets[column + 1]++;
        for (var c = 0; c < Columns; c++)
            offsets[c + 1] += offsets[c];
        var next = offsets.AsSpan(0, Columns).ToArray();
        var columns = new int[_columns.Length];
        var values = new double[_values.Length];
        for (var r = 0; r < Rows; r++)
        {
            for (var i = _offsets[r]; i < _offsets[r + 1]; i++)
            {
                var at = next[_columns[i]]++;
                (columns[at], values[at]) = (r, _values[i]);
            }
        }

        return new SparseRows(offsets, columns, values, Rows);
    }

    /// <summary>This matrix times one block; each cell is one sum over the row's cells in ascending order.</summary>
    /// <param name="block">[<see cref="Columns"/> × 8].</param>
    /// <param name="product">[<see cref="Rows"/> × 8], overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Multiply(double[] block, double[] product)
    {
        ref var cells = ref MemoryMarshal.GetArrayDataReference(block);
        for (var r = 0; r < Rows; r++)
        {
            var (left, right) = (Vector256<double>.Zero, Vector256<double>.Zero);
            for (var i = _offsets[r]; i < _offsets[r + 1]; i++)
            {
                var weight = Vector256.Create(_values[i]);
                var at = (nuint)(_columns[i] * BlockColumns);
                left += weight * Vector256.LoadUnsafe(ref cells, at);
                right += weight * Vector256.LoadUnsafe(ref cells, at + Lanes);
            }

            left.CopyTo(product, r * BlockColumns);
            right.CopyTo(product, (r * BlockColumns) + Lanes);
        }
    }
}
