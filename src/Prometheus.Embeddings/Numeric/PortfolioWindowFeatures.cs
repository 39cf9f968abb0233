using System.Numerics;
using Prometheus.Core.Numerics;

namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// What <c>num-portfolio-core-v1</c> reads of a day: an entity as a book – its exposure to the market, its volatility split into the
/// market's part and its own, its tail, its falls, its styles, and how long it takes to trade. A name is a book of one name.
/// </summary>
internal sealed class PortfolioWindowFeatures : WindowFeatures
{
    /// <summary>Part of the own volatility added to the market's part: no exposure at all is a small number, not −∞.</summary>
    private const double Floor = 0.1;

    private static readonly string[] Known =
    [
        "market_exposure_64", "market_share_of_variance_64", "log_volatility_64", "log_market_part_64", "log_own_part_64", "worst_day_64",
        "downside_exposure_64", "deepest_fall_128", "momentum_128", "reversal_8", "log_days_to_trade_16", "log_volume_16_over_128", "log_impact",
    ];

    public override IReadOnlyList<string> Names(EntitySeries series) => Known;

    public override void Compute(SeriesBlock block, double[][] features)
    {
        var tile = SeriesBlock.Tile;
        var (downCross, downSquare) = Downside(block);
        var worst = block.Rent();
        block.Return.AsSpan(0, block.Cells).CopyTo(worst);
        worst = block.TopLeast(worst, 6);
        var deepest = PathLadder.Deepest(block, 7);
        var (month, half) = (RelativeVolume.Mean(block, 4), RelativeVolume.Mean(block, 7));
        for (var cell = block.FeatureRow * tile; cell < block.Cells; cell += Vector<double>.Count)
        {
            var (beta, rho, volatility) = (block.Beta(6, cell), block.Comovement(6, cell), block.Volatility(6, cell));
            var long128 = block.Volatility(7, cell) * Math.Sqrt(128);
            var own = Vector<double>.One - (rho * rho);
            own = Vector.ConditionalSelect(Vector.LessThan(own, new Vector<double>(Floor * Floor)), new Vector<double>(Floor * Floor), own);
            var down = SeriesBlock.Share(SeriesBlock.At(downCross, cell), SeriesBlock.At(downSquare, cell));
            block.Write(features[0], cell, beta);
            block.Write(features[1], cell, rho * Vector.Abs(rho));
            block.Write(features[2], cell, ScalarMath.Log(volatility));
            block.Write(features[3], cell, ScalarMath.Log((Vector.Abs(beta) * block.MarketVolatility(6, cell / tile)) + (volatility * Floor)));
            block.Write(features[4], cell, ScalarMath.Log(volatility * Vector.SquareRoot(own)));
            block.Write(features[5], cell, SeriesBlock.At(worst, cell) / volatility);
            block.Write(features[6], cell, down - beta);
            block.Write(features[7], cell, SeriesBlock.At(deepest, cell) / long128);
            block.Write(features[8], cell, SeriesBlock.At(block.Sum[7], cell) / long128);
            block.Write(features[9], cell, SeriesBlock.At(block.Sum[3], cell) / (volatility * Math.Sqrt(8)));
            var traded = month is null ? SeriesBlock.Unknown : SeriesBlock.At(month, cell);
            block.Write(features[10], cell, -traded);
            block.Write(features[11], cell, half is null ? SeriesBlock.Unknown : traded - SeriesBlock.At(half, cell));
            block.Write(features[12], cell, ScalarMath.Log(block.Volatility(4, cell)) - traded);
        }
    }

    /// <summary>Σ r·m and Σ m² over the last 64 rows on which the market fell.</summary>
    private static (double[] Cross, double[] Square) Downside(SeriesBlock block)
    {
        var (cross, square) = (block.Rent(), block.Rent());
        for (var cell = 0; cell < block.Cells; cell++)
        {
            var down = block.Market[cell / SeriesBlock.Tile] < 0;
            cross[cell] = down ? block.Cross[0][cell] : 0;
            square[cell] = down ? block.MarketSquare[0][cell] : 0;
        }

        return (block.TopSum(cross, 6), block.TopSum(square, 6));
    }
}
