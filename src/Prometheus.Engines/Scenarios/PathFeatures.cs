using Prometheus.Core.Numerics;
using Prometheus.Engines.Embeddings;

namespace Prometheus.Engines.Scenarios;

/// <summary>
/// What <c>num-scenario-core-v1</c> reads of a day: the description φ of what just happened (sheet A §6.8.3), the same for a name's trailing
/// window and for a simulated path: cumulative shocks of name and market, realised volatility, fall and its timing, tails, co-movement.
/// Own returns and the market's only.
/// </summary>
internal sealed class PathFeatures : WindowFeatures
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
        for (var cell = 0; cell < block.Cells; cell++)
        {
            // A tail is a move beyond twice what was normal on the day before; 32 + 1 + 64 rows lie within the lookback.
            var normal = cell >= tile ? block.Volatility(6, cell - tile) : double.NaN;
            tails[cell] = Math.Abs(block.Return[cell]) > 2 * normal ? block.Square[0][cell] : 0;
            cubes[cell] = block.Square[0][cell] * block.Return[cell];
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
            for (var cell = row * tile; cell < (row + 1) * tile; cell++)
            {
                if (block.Observed[cell] == 0)
                {
                    foreach (var feature in features)
                        feature[cell] = double.NaN;
                    continue;
                }

                var (normal, square) = (block.Volatility(7, cell), block.Square[5][cell]);
                features[0][cell] = block.Sum[3][cell] / (normal * Math.Sqrt(8));
                features[1][cell] = block.Sum[5][cell] / (normal * Math.Sqrt(32));
                features[2][cell] = marketShort;
                features[3][cell] = marketLong;
                features[4][cell] = (block.Sum[4][cell] - (block.Beta(7, cell) * block.MarketSum[4][row])) / (normal * 4);
                features[5][cell] = ScalarMath.Log(block.Volatility(4, cell) / normal);
                features[6][cell] = marketRatio;
                features[7][cell] = deepest[cell] / (normal * Math.Sqrt(32));
                features[8][cell] = double.IsNaN(normal) ? double.NaN : age[cell] / 64;
                features[9][cell] = square > 0 ? tails[cell] / square : double.NaN;
                features[10][cell] = block.Comovement(5, cell);
                features[11][cell] = square > 0 ? cubes[cell] * Math.Sqrt(block.Count[5][cell]) / (square * Math.Sqrt(square)) : double.NaN;
                features[12][cell] = worst[cell] / normal;
            }
        }
    }
}
