using Prometheus.Core.Numerics;
using Prometheus.Engines.Embeddings;

namespace Prometheus.Engines.Stability;

/// <summary>
/// What <c>num-stab-core-v1</c> reads of a day (sheet A §6.6): how a path breaks and mends. Only its own returns and the market's, so that a
/// simulated path can be appended to history.
/// </summary>
internal sealed class StabilityWindowFeatures : WindowFeatures
{
    private static readonly string[] Known =
    [
        "scaled_return", "scaled_size", "downside_share_16", "drawdown_128", "drawdown_age_128", "log_volatility_8_over_64",
        "log_volatility_16_over_128", "log_volatility_64", "trend_64", "deepest_fall_64", "beta_drift", "idiosyncratic_share_64",
    ];

    public override IReadOnlyList<string> Names(EntitySeries series) => Known;

    public override void Compute(SeriesBlock block, double[][] features)
    {
        var tile = SeriesBlock.Tile;
        var falls = block.Rent();
        for (var cell = 0; cell < block.Cells; cell++)
            falls[cell] = block.Return[cell] < 0 ? block.Square[0][cell] : 0;
        falls = block.TopSum(falls, 4);
        var (depth, age) = PathLadder.Drawdown(block, 7);
        var deepest = PathLadder.Deepest(block, 6);
        for (var cell = block.FeatureRow * tile; cell < block.Cells; cell++)
        {
            if (block.Observed[cell] == 0)
            {
                foreach (var feature in features)
                    feature[cell] = double.NaN;
                continue;
            }

            var (v8, v16, v64, v128) = (block.Volatility(3, cell), block.Volatility(4, cell), block.Volatility(6, cell), block.Volatility(7, cell));
            var before = cell >= tile ? block.Volatility(6, cell - tile) : double.NaN;
            features[0][cell] = block.Return[cell] / before;
            features[1][cell] = ScalarMath.Log(0.1 + Math.Abs(block.Return[cell] / before));
            features[2][cell] = block.Square[4][cell] > 0 ? falls[cell] / block.Square[4][cell] : double.NaN;
            features[3][cell] = depth[cell] / (v128 * Math.Sqrt(128));
            features[4][cell] = double.IsNaN(v128) ? double.NaN : age[cell] / 128;
            features[5][cell] = ScalarMath.Log(v8 / v64);
            features[6][cell] = ScalarMath.Log(v16 / v128);
            features[7][cell] = ScalarMath.Log(v64);
            features[8][cell] = block.Sum[6][cell] / (v64 * 8);
            features[9][cell] = deepest[cell] / (v64 * 8);
            features[10][cell] = block.Beta(5, cell) - block.Beta(7, cell);
            var rho = block.Comovement(6, cell);
            features[11][cell] = 1 - (rho * rho);
        }
    }
}
