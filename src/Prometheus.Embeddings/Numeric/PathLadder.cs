using System.Numerics;

namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// Falls of a log path inside trailing windows of 2^k rows, put together from halves: the fall of two pieces is the worst of either and of
/// the one that begins in the first and ends in the second.
/// </summary>
internal static class PathLadder
{
    /// <summary>The squared return where it is below 0, else 0.</summary>
    public static double[] SquaredFalls(SeriesBlock block)
    {
        var falls = block.Rent();
        for (var cell = 0; cell < block.Cells; cell += Vector<double>.Count)
        {
            var fell = Vector.LessThan(SeriesBlock.At(block.Return, cell), Vector<double>.Zero);
            Vector.ConditionalSelect(fell, SeriesBlock.At(block.Square[0], cell), Vector<double>.Zero).CopyTo(falls, cell);
        }

        return falls;
    }

    /// <summary>How far the path stands below its highest point of the last 2^top rows, and how many rows ago that was.</summary>
    /// <returns>Depth ≥ 0 in log units; age in rows, 0 at a new high.</returns>
    public static (double[] Depth, double[] Age) Drawdown(SeriesBlock block, int top)
    {
        var (cells, tile) = (block.Cells, SeriesBlock.Tile);
        var (least, age) = (block.Rent(), block.Rent());
        block.Return.AsSpan(0, cells).CopyTo(least);
        age.AsSpan(0, cells).Fill(1);
        for (var k = 0; k < top; k++)
        {
            var (sums, shift, nextLeast, nextAge) = (block.Sum[k], tile << k, block.Rent(), block.Rent());
            shift = Math.Min(shift, cells);
            least.AsSpan(0, shift).CopyTo(nextLeast);
            age.AsSpan(0, shift).CopyTo(nextAge);
            for (var cell = shift; cell < cells; cell += Vector<double>.Count)
            {
                var (near, further) = (SeriesBlock.At(least, cell), SeriesBlock.At(sums, cell) + SeriesBlock.At(least, cell - shift));
                var deeper = Vector.LessThan(further, near);
                Vector.ConditionalSelect(deeper, further, near).CopyTo(nextLeast, cell);
                Vector.ConditionalSelect(deeper, SeriesBlock.At(age, cell - shift) + new Vector<double>(1 << k), SeriesBlock.At(age, cell)).CopyTo(nextAge, cell);
            }

            block.GiveBack(least);
            block.GiveBack(age);
            (least, age) = (nextLeast, nextAge);
        }

        for (var cell = 0; cell < cells; cell++)
        {
            age[cell] = least[cell] < 0 ? age[cell] : 0;
            least[cell] = least[cell] < 0 ? -least[cell] : 0;
        }

        return (least, age);
    }

    /// <summary>The deepest fall from a high to a later low inside the last 2^top rows, ≥ 0 in log units.</summary>
    public static double[] Deepest(SeriesBlock block, int top)
    {
        var (cells, tile) = (block.Cells, SeriesBlock.Tile);
        var (best, prefix, suffix) = (block.Rent(), block.Rent(), block.Rent());
        for (var cell = 0; cell < cells; cell++)
            best[cell] = prefix[cell] = suffix[cell] = Math.Min(0, block.Return[cell]);
        for (var k = 0; k < top; k++)
        {
            var (sums, shift) = (block.Sum[k], tile << k);
            // From the last row back, so that the halves are still those of the level before.
            for (var cell = cells - Vector<double>.Count; cell >= shift; cell -= Vector<double>.Count)
            {
                var left = cell - shift;
                var (before, after) = (SeriesBlock.At(suffix, left), SeriesBlock.At(prefix, cell));
                Least(Least(SeriesBlock.At(best, left), SeriesBlock.At(best, cell)), before + after).CopyTo(best, cell);
                Least(SeriesBlock.At(prefix, left), SeriesBlock.At(sums, left) + after).CopyTo(prefix, cell);
                Least(SeriesBlock.At(suffix, cell), SeriesBlock.At(sums, cell) + before).CopyTo(suffix, cell);
            }
        }

        for (var cell = 0; cell < cells; cell++)
            best[cell] = -best[cell];
        block.GiveBack(prefix);
        block.GiveBack(suffix);
        return best;
    }

    private static Vector<double> Least(Vector<double> a, Vector<double> b) => Vector.ConditionalSelect(Vector.LessThan(a, b), a, b);
}
