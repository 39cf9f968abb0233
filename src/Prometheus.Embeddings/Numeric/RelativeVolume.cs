using System.Numerics;

namespace Prometheus.Embeddings.Numeric;

/// <summary>Dollar volume against the market's.</summary>
internal static class RelativeVolume
{
    /// <summary>Mean over 2^k rows of ln(dollar volume) less the market's; NaN where fewer than half are observed. Null where volume is unknown.</summary>
    public static double[]? Mean(SeriesBlock block, int k)
    {
        if (block.Series.LogDollarVolume is not { } volume || block.Series.MarketLogDollarVolume is not { } market)
            return null;
        var (relative, known) = (block.Gather(volume), block.Rent());
        for (var cell = 0; cell < block.Cells; cell += Vector<double>.Count)
        {
            var value = SeriesBlock.At(relative, cell) - new Vector<double>(market[block.First + (cell / SeriesBlock.Tile)]);
            var finite = Vector.LessThan(Vector.Abs(value), new Vector<double>(double.PositiveInfinity));
            Vector.ConditionalSelect(finite, Vector<double>.One, Vector<double>.Zero).CopyTo(known, cell);
            Vector.ConditionalSelect(finite, value, Vector<double>.Zero).CopyTo(relative, cell);
        }

        (relative, known) = (block.TopSum(relative, k), block.TopSum(known, k));
        for (var cell = 0; cell < block.Cells; cell += Vector<double>.Count)
        {
            var (sum, count) = (SeriesBlock.At(relative, cell), SeriesBlock.At(known, cell));
            Vector.ConditionalSelect(Vector.GreaterThanOrEqual(count, new Vector<double>(1 << (k - 1))), sum / count, SeriesBlock.Unknown).CopyTo(relative, cell);
        }

        block.GiveBack(known);
        return relative;
    }
}
