using System.Numerics;
using Prometheus.Core.Numerics;

namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// What <c>num-regime-core-v1</c> reads of a day (sheet A §6.6): the market's state – volatility, trend, fall, dispersion, correlation,
/// breadth – and how the entity stands in it. The entity MARKET is the market in its own eyes.
/// </summary>
internal sealed class RegimeWindowFeatures : WindowFeatures
{
    private const int Shared = 8;

    private static readonly string[] Known =
    [
        "market_scaled_return", "log_market_volatility_16_over_128", "log_market_volatility_32", "market_drawdown_128", "market_trend_64",
        "log_dispersion", "breadth", "mean_correlation_16", "scaled_excess_return", "log_volatility_32_over_market", "comovement_32", "excess_trend_64",
    ];

    public override IReadOnlyList<string> Names(EntitySeries series) => Known;

    public override void Compute(SeriesBlock block, double[][] features)
    {
        var tile = SeriesBlock.Tile;
        var market = MarketState(block);
        for (var row = block.FeatureRow; row < block.Rows; row++)
        {
            var marketVolatility = block.MarketVolatility(5, row);
            for (var cell = row * tile; cell < (row + 1) * tile; cell += Vector<double>.Count)
            {
                for (var f = 0; f < Shared; f++)
                    block.Write(features[f], cell, new Vector<double>(market[f][row]));
                var v64 = block.Volatility(6, cell);
                block.Write(features[8], cell, (SeriesBlock.At(block.Return, cell) - new Vector<double>(block.Market[row])) / v64);
                block.Write(features[9], cell, ScalarMath.Log(block.Volatility(5, cell) / marketVolatility));
                block.Write(features[10], cell, block.Comovement(5, cell));
                block.Write(features[11], cell, (SeriesBlock.At(block.Sum[6], cell) - new Vector<double>(block.MarketSum[6][row])) / (v64 * 8));
            }
        }
    }

    /// <summary>The eight numbers that all entities of a session share, [feature][row].</summary>
    private static double[][] MarketState(SeriesBlock block)
    {
        var state = new double[Shared][];
        for (var f = 0; f < Shared; f++)
            state[f] = new double[block.Rows];
        var cross = block.Series.CrossSection;
        var squares = cross is null ? null : block.MarketLadder(ZeroWhereUnknown(cross.MeanSquare.AsSpan(block.First, block.Rows)));
        for (var row = block.FeatureRow; row < block.Rows; row++)
        {
            var (normal, quarter) = (block.MarketVolatility(7, row), block.MarketVolatility(6, row));
            var before = row > 0 ? block.MarketVolatility(6, row - 1) : double.NaN;
            state[0][row] = block.Market[row] / before;
            state[1][row] = ScalarMath.Log(block.MarketVolatility(4, row) / normal);
            state[2][row] = ScalarMath.Log(block.MarketVolatility(5, row));
            state[3][row] = Fall(block.Market, row) / (normal * Math.Sqrt(128));
            state[4][row] = block.MarketSum[6][row] / (quarter * 8);
            state[5][row] = cross is null ? double.NaN : cross.LogDispersion[block.First + row];
            state[6][row] = cross is null ? double.NaN : cross.Breadth[block.First + row];
            state[7][row] = squares is not null && squares[4][row] > 0 ? block.MarketOwnSquare[4][row] / squares[4][row] : double.NaN;
        }

        return state;
    }

    /// <summary>How far the market stands below its highest point of the last 128 rows.</summary>
    private static double Fall(double[] market, int row)
    {
        var (sum, least) = (0.0, 0.0);
        for (var t = row; t > row - 128 && t >= 0; t--)
        {
            sum += market[t];
            least = Math.Min(least, sum);
        }

        return -least;
    }

    private static double[] ZeroWhereUnknown(ReadOnlySpan<double> values)
    {
        var known = values.ToArray();
        foreach (ref var value in known.AsSpan())
            value = double.IsNaN(value) ? 0 : value;
        return known;
    }
}
