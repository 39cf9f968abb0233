namespace Prometheus.Engines.Embeddings;

/// <summary>Dollar volume against the market's.</summary>
internal static class RelativeVolume
{
    /// <summary>Mean over 2^k rows of ln(dollar volume) less the market's; NaN where fewer than half are observed. Null where volume is unknown.</summary>
    public static double[]? Mean(SeriesBlock block, int k)
    {
        if (block.Series.LogDollarVolume is not { } volume || block.Series.MarketLogDollarVolume is not { } market)
            return null;
        var (relative, known) = (block.Gather(volume), block.Rent());
        for (var cell = 0; cell < block.Cells; cell++)
        {
            var value = relative[cell] - market[block.First + (cell / SeriesBlock.Tile)];
            known[cell] = double.IsFinite(value) ? 1 : 0;
            relative[cell] = double.IsFinite(value) ? value : 0;
        }

        (relative, known) = (block.TopSum(relative, k), block.TopSum(known, k));
        for (var cell = 0; cell < block.Cells; cell++)
            relative[cell] = known[cell] >= 1 << (k - 1) ? relative[cell] / known[cell] : double.NaN;
        block.GiveBack(known);
        return relative;
    }
}
