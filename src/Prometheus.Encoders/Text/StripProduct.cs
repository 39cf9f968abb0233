using Prometheus.Core.Numerics;

namespace Prometheus.Encoders.Text;

/// <summary>
/// The rows of a tall matrix times a small one, a strip of rows at a time. Each cell is one sum over the inner side in ascending order, so
/// neither strips nor threads change a bit.
/// </summary>
internal static class StripProduct
{
    private const int Strip = 32;

    /// <param name="rows">Of the tall matrix.</param>
    /// <param name="inner">Its columns.</param>
    /// <param name="cell">A cell of the tall matrix by row and column.</param>
    /// <param name="right">[<paramref name="inner"/> × <paramref name="columns"/>].</param>
    /// <param name="columns">A multiple of <see cref="TransposeProduct.Tile"/>.</param>
    /// <param name="take">Given each row's number and its product.</param>
    public static void Compute(int rows, int inner, Func<int, int, double> cell, double[] right, int columns, Action<int, ReadOnlySpan<double>> take, ParallelOptions parallel)
        => Parallel.For(0, (rows + Strip - 1) / Strip, parallel, () => (Turned: new double[inner * Strip], Product: new double[Strip * columns]), (strip, _, own) =>
        {
            var first = strip * Strip;
            var count = Math.Min(Strip, rows - first);
            for (var r = 0; r < count; r++)
            {
                for (var k = 0; k < inner; k++)
                    own.Turned[(k * Strip) + r] = cell(first + r, k);
            }

            TransposeProduct.Compute(own.Turned, Strip, right, columns, inner, own.Product);
            for (var r = 0; r < count; r++)
                take(first + r, own.Product.AsSpan(r * columns, columns));
            return own;
        }, _ => { });
}
