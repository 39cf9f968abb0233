using System.Numerics;
using Prometheus.Core.Numerics;

namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// What <c>num-stab-core-v1</c> reads of a day (sheet A §6.6): how a path breaks and mends. Only its own returns and the market's, so that a
/// simulated path can be appended to history, and how wide its days were beside that: a ratio, so that where highs and lows are unknown the
/// middle of its scale says nothing of the path.
/// </summary>
internal sealed class StabilityWindowFeatures : WindowFeatures
{
    private static readonly string[] Known =
    [
        "scaled_return", "scaled_size", "downside_share_16", "drawdown_128", "drawdown_age_128", "log_volatility_8_over_64",
        "log_volatility_16_over_128", "log_volatility_64", "trend_64", "deepest_fall_64", "beta_drift", "idiosyncratic_share_64", "log_range_over_volatility_64",
    ];

    public override IReadOnlyList<string> Names(EntitySeries series) => Known;

    public override void Compute(SeriesBlock block, double[][] features)
    {
        var tile = SeriesBlock.Tile;
        var falls = block.TopSum(PathLadder.SquaredFalls(block), 4);
        var (depth, age) = PathLadder.Drawdown(block, 7);
        var deepest = PathLadder.Deepest(block, 6);
        var range = block.Series.LogRange is { } panel ? block.Gather(panel) : null;
        for (var cell = block.FeatureRow * tile; cell < block.Cells; cell += Vector<double>.Count)
        {
            var (v8, v16, v64, v128) = (block.Volatility(3, cell), block.Volatility(4, cell), block.Volatility(6, cell), block.Volatility(7, cell));
            var scaled = SeriesBlock.At(block.Return, cell) / block.VolatilityBefore(6, cell);
            var long128 = v128 * Math.Sqrt(128);
            block.Write(features[0], cell, scaled);
            block.Write(features[1], cell, ScalarMath.Log(new Vector<double>(0.1) + Vector.Abs(scaled)));
            block.Write(features[2], cell, SeriesBlock.Share(SeriesBlock.At(falls, cell), SeriesBlock.At(block.Square[4], cell)));
            block.Write(features[3], cell, SeriesBlock.At(depth, cell) / long128);
            block.Write(features[4], cell, Vector.ConditionalSelect(Vector.Equals(v128, v128), SeriesBlock.At(age, cell) / 128, v128));
            block.Write(features[5], cell, ScalarMath.Log(v8 / v64));
            block.Write(features[6], cell, ScalarMath.Log(v16 / v128));
            block.Write(features[7], cell, ScalarMath.Log(v64));
            block.Write(features[8], cell, SeriesBlock.At(block.Sum[6], cell) / (v64 * 8));
            block.Write(features[9], cell, SeriesBlock.At(deepest, cell) / (v64 * 8));
            block.Write(features[10], cell, block.Beta(5, cell) - block.Beta(7, cell));
            var rho = block.Comovement(6, cell);
            block.Write(features[11], cell, Vector<double>.One - (rho * rho));
            block.Write(features[12], cell, range is null ? SeriesBlock.Unknown : SeriesBlock.At(range, cell) - ScalarMath.Log(v64));
        }
    }
}
