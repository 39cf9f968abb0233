using System.Numerics;
using Prometheus.Core.Numerics;

namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// What <c>num-scenario-core-v1</c> reads of a day: the description φ of what just happened (sheet A §6.8.3), the same for a name's trailing
/// window and for a simulated path: cumulative shocks of name and market, realised volatility, fall and its timing, tails, co-movement.
/// Own returns and the market's only.
/// </summary>
internal sealed class ScenarioWindowFeatures : WindowFeatures
{
    private static readonly string[] Known =
    [
        "shock_8", "shock_32", "market_shock_8", "market_shock_32", "excess_shock_16", "log_realised_over_normal_16", "log_market_realised_over_normal_16",
        "deepest_fall_32", "low_age_64", "tail_share_32", "comovement_32", "skew_32", "worst_day_16",
    ];

    public override IReadOnlyList<string> Names(EntitySeries series) => Known;

    public override void Compute(SeriesBlock block, double[][] features)
    {
        var tile = SeriesBlock.Tile;
        var (tails, cubes) = (block.Rent(), block.Rent());
        for (var cell = 0; cell < block.Cells; cell += Vector<double>.Count)
        {
            // A tail is a move beyond twice what was normal on the day before; 32 + 1 + 64 rows lie within the lookback.
            var (own, square) = (SeriesBlock.At(block.Return, cell), SeriesBlock.At(block.Square[0], cell));
            var far = Vector.GreaterThan(Vector.Abs(own), block.VolatilityBefore(6, cell) * 2);
            Vector.ConditionalSelect(far, square, Vector<double>.Zero).CopyTo(tails, cell);
            (square * own).CopyTo(cubes, cell);
        }

        (tails, cubes) = (block.TopSum(tails, 5), block.TopSum(cubes, 5));
        var worst = block.Rent();
        block.Return.AsSpan(0, block.Cells).CopyTo(worst);
        worst = block.TopLeast(worst, 4);
        var deepest = PathLadder.Deepest(block, 5);
        var (_, age) = PathLadder.Drawdown(block, 6);
        for (var row = block.FeatureRow; row < block.Rows; row++)
        {
            var (marketNormal, marketNow) = (block.MarketVolatility(7, row), block.MarketVolatility(4, row));
            var (marketShort, marketLong) = (block.MarketSum[3][row] / (marketNormal * Math.Sqrt(8)), block.MarketSum[5][row] / (marketNormal * Math.Sqrt(32)));
            var marketRatio = ScalarMath.Log(marketNow / marketNormal);
            for (var cell = row * tile; cell < (row + 1) * tile; cell += Vector<double>.Count)
            {
                var (normal, square) = (block.Volatility(7, cell), SeriesBlock.At(block.Square[5], cell));
                var normal32 = normal * Math.Sqrt(32);
                var excess = SeriesBlock.At(block.Sum[4], cell) - (block.Beta(7, cell) * block.MarketSum[4][row]);
                block.Write(features[0], cell, SeriesBlock.At(block.Sum[3], cell) / (normal * Math.Sqrt(8)));
                block.Write(features[1], cell, SeriesBlock.At(block.Sum[5], cell) / normal32);
                block.Write(features[2], cell, new Vector<double>(marketShort));
                block.Write(features[3], cell, new Vector<double>(marketLong));
                block.Write(features[4], cell, excess / (normal * 4));
                block.Write(features[5], cell, ScalarMath.Log(block.Volatility(4, cell) / normal));
                block.Write(features[6], cell, new Vector<double>(marketRatio));
                block.Write(features[7], cell, SeriesBlock.At(deepest, cell) / normal32);
                block.Write(features[8], cell, Vector.ConditionalSelect(Vector.Equals(normal, normal), SeriesBlock.At(age, cell) / 64, normal));
                block.Write(features[9], cell, SeriesBlock.Share(SeriesBlock.At(tails, cell), square));
                block.Write(features[10], cell, block.Comovement(5, cell));
                block.Write(features[11], cell, SeriesBlock.Skew(SeriesBlock.At(cubes, cell), square, SeriesBlock.At(block.Count[5], cell)));
                block.Write(features[12], cell, SeriesBlock.At(worst, cell) / normal);
            }
        }
    }
}
