using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Prometheus.Core.Numerics;

namespace Prometheus.Embeddings.Numeric;

/// <summary>Applies one fit to tiles of windows: pooled inputs times projection, made unit length. A worker keeps one.</summary>
internal sealed class WindowEncoder(NumericFit fit, PaddedProjection projection, WindowTile tile)
{
    private const int Tile = SeriesBlock.Tile;

    private readonly int _padded = projection.Padded;
    private readonly int _dimensions = projection.Dimensions;
    private readonly MatrixPart[] _parts = new MatrixPart[tile.Buckets];
    private readonly double[] _product = new double[Tile * projection.Padded];

    /// <summary>Its buffers, which the next fit's encoder may have.</summary>
    public WindowTile Buffers => tile;

    /// <summary>Writes the vectors of a tile of entities on the sessions <paramref name="first"/> … <paramref name="end"/> − 1 into the block.</summary>
    public void Encode(EntitySeries series, ReadOnlySpan<int> members, int first, int end, NumericBlock block)
    {
        tile.Load(series, members, first, end);
        tile.Pool(fit.Features, fit.Centres, fit.Scales);
        for (var session = first; session < end; session++)
        {
            var coverage = tile.Coverage(session);
            TransposeProduct.Compute(tile.Inputs(session, _parts), Tile, projection.Values, _padded, _product);
            for (var c = 0; c < members.Length; c++)
            {
                var cell = ((session - block.First) * block.Entities) + members[c];
                block.Coverage[cell] = coverage[c];
                var vector = block.Vectors.AsSpan(cell * _dimensions, _dimensions);
                if (double.IsNaN(coverage[c]))
                    vector.Clear();
                else
                    Write(_product.AsSpan(c * _padded, _padded), vector);
            }
        }
    }

    /// <summary>Subtracts the offset and makes unit length; squares are added in eight lanes on every processor.</summary>
    private void Write(Span<double> product, Span<float> vector)
    {
        ref var p = ref MemoryMarshal.GetReference(product);
        ref var offset = ref MemoryMarshal.GetArrayDataReference(projection.Offset);
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (nuint k = 0; k < (nuint)product.Length; k += 8)
        {
            var first = Vector256.LoadUnsafe(ref p, k) - Vector256.LoadUnsafe(ref offset, k);
            var second = Vector256.LoadUnsafe(ref p, k + 4) - Vector256.LoadUnsafe(ref offset, k + 4);
            first.StoreUnsafe(ref p, k);
            second.StoreUnsafe(ref p, k + 4);
            (low, high) = (low + (first * first), high + (second * second));
        }

        var sums = low + high;
        var length = Math.Sqrt((sums[0] + sums[2]) + (sums[1] + sums[3]));
        var scale = length > 0 ? 1 / length : 0;
        var at = 0;
        for (; at <= vector.Length - 8; at += 8)
        {
            var first = (Vector256.LoadUnsafe(ref p, (nuint)at) * scale) + Vector256<double>.Zero; // no −0
            var second = (Vector256.LoadUnsafe(ref p, (nuint)at + 4) * scale) + Vector256<double>.Zero;
            Vector256.Narrow(first, second).CopyTo(vector[at..]);
        }

        for (; at < vector.Length; at++)
            vector[at] = (float)((product[at] * scale) + 0.0);
    }
}
