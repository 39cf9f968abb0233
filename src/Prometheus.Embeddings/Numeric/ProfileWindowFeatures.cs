using System.Numerics;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;

namespace Prometheus.Embeddings.Numeric;

/// <summary>
/// What <c>num-profile-core-v1</c> reads of a day from prices: what a name is rather than what happens to it – its level of volatility,
/// alone and beside the market's, beta, own share, size, momentum, skew, how it falls, and the correlation of its excess return with each
/// sector's, its own left out of its sector. Further features of the series (<see cref="EntitySeries.Extras"/>, such as fundamentals) are
/// appended as value and flag.
/// </summary>
internal sealed class ProfileWindowFeatures : WindowFeatures
{
    private static readonly string[] Known =
    [
        "log_volatility_128_over_market", "beta_128", "idiosyncratic_share_128", "size_64", "momentum_128_skip_16", "skew_128",
        "log_volatility_128", "log_volatility_64", "downside_share_128", "drawdown_128",
    ];

    public override IReadOnlyList<string> Names(EntitySeries series) =>
    [
        .. Known,
        .. (series.Sectors?.Leading ?? []).Select(s => "sector " + series.Sectors!.Names[s]),
        .. series.Extras.SelectMany(e => new[] { e.Name, e.Name + " known" }),
    ];

    public override void Compute(SeriesBlock block, double[][] features)
    {
        Behaviour(block, features);
        var sectors = block.Series.Sectors?.Leading.Count ?? 0;
        if (block.Series.Sectors is { } series)
            Sectors(block, series, features.AsSpan(Known.Length, sectors));
        var at = Known.Length + sectors;
        foreach (var extra in block.Series.Extras)
        {
            Extra(block, extra.Values, features[at], features[at + 1]);
            at += 2;
        }
    }

    private static void Behaviour(SeriesBlock block, double[][] features)
    {
        var tile = SeriesBlock.Tile;
        var size = RelativeVolume.Mean(block, 6);
        var cubes = block.Rent();
        for (var cell = 0; cell < block.Cells; cell++)
            cubes[cell] = block.Square[0][cell] * block.Return[cell];
        cubes = block.TopSum(cubes, 7);
        var falls = block.TopSum(PathLadder.SquaredFalls(block), 7);
        var (depth, _) = PathLadder.Drawdown(block, 7);
        for (var cell = block.FeatureRow * tile; cell < block.Cells; cell += Vector<double>.Count)
        {
            var (volatility, rho, square) = (block.Volatility(7, cell), block.Comovement(7, cell), SeriesBlock.At(block.Square[7], cell));
            block.Write(features[0], cell, ScalarMath.Log(volatility / block.MarketVolatility(7, cell / tile)));
            block.Write(features[1], cell, block.Beta(7, cell));
            block.Write(features[2], cell, Vector<double>.One - (rho * rho));
            block.Write(features[3], cell, size is null ? SeriesBlock.Unknown : SeriesBlock.At(size, cell));
            block.Write(features[4], cell, (SeriesBlock.At(block.Sum[7], cell) - SeriesBlock.At(block.Sum[4], cell)) / (volatility * Math.Sqrt(112)));
            block.Write(features[5], cell, SeriesBlock.Skew(SeriesBlock.At(cubes, cell), square, SeriesBlock.At(block.Count[7], cell)));
            block.Write(features[6], cell, ScalarMath.Log(volatility));
            block.Write(features[7], cell, ScalarMath.Log(block.Volatility(6, cell)));
            block.Write(features[8], cell, SeriesBlock.Share(SeriesBlock.At(falls, cell), square));
            block.Write(features[9], cell, SeriesBlock.At(depth, cell) / (volatility * Math.Sqrt(128)));
        }
    }

    /// <summary>Correlation over 128 rows of the excess return with that of each sector.</summary>
    private static void Sectors(SeriesBlock block, SectorSeries sectors, Span<double[]> features)
    {
        var (tile, own) = (SeriesBlock.Tile, block.Rent());
        for (var cell = 0; cell < block.Cells; cell++)
            own[cell] = block.Observed[cell] * (block.Return[cell] - block.Market[cell / tile]);
        var squares = block.Rent();
        Elementwise.Multiply(own.AsSpan(0, block.Cells), own.AsSpan(0, block.Cells), squares.AsSpan(0, block.Cells));
        squares = block.TopSum(squares, 7);
        for (var s = 0; s < features.Length; s++)
        {
            var (product, square) = (block.Rent(), block.Rent());
            for (var row = 0; row < block.Rows; row++)
                Products(block, sectors, sectors.Leading[s], row, own, product, square);
            (product, square) = (block.TopSum(product, 7), block.TopSum(square, 7));
            for (var cell = block.FeatureRow * tile; cell < block.Cells; cell += Vector<double>.Count)
            {
                var scale = SeriesBlock.At(squares, cell) * SeriesBlock.At(square, cell);
                var known = Vector.GreaterThan(SeriesBlock.At(block.Observed, cell), Vector<double>.Zero)
                    & Vector.GreaterThanOrEqual(SeriesBlock.At(block.Count[7], cell), new Vector<double>(64)) & Vector.GreaterThan(scale, Vector<double>.Zero);
                Vector.ConditionalSelect(known, SeriesBlock.At(product, cell) / Vector.SquareRoot(scale), SeriesBlock.Unknown).CopyTo(features[s], cell);
            }

            block.GiveBack(product);
            block.GiveBack(square);
        }
    }

    /// <summary>Own excess return times a sector's, and the sector's squared, on one row; a member is first taken out of its sector.</summary>
    private static void Products(SeriesBlock block, SectorSeries sectors, int sector, int row, double[] own, double[] product, double[] square)
    {
        var (session, at) = (block.First + row, row * SeriesBlock.Tile);
        var excess = sectors.Excess[session, sector];
        for (var cell = at; cell < at + SeriesBlock.Tile; cell += Vector<double>.Count)
        {
            (new Vector<double>(own, cell) * excess).CopyTo(product, cell);
            (new Vector<double>(block.Observed, cell) * (excess * excess)).CopyTo(square, cell);
        }

        if (sectors.Own is not { } codes)
            return;
        var members = sectors.Members[session, sector];
        for (var c = 0; c < SeriesBlock.Tile && block.Members[c] >= 0; c++)
        {
            if (codes[session, block.Members[c]] != sector || block.Observed[at + c] == 0)
                continue;
            var others = members > 1 ? ((excess * members) - own[at + c]) / (members - 1) : 0;
            (product[at + c], square[at + c]) = (own[at + c] * others, others * others);
        }
    }

    private static void Extra(SeriesBlock block, Panel values, double[] value, double[] known)
    {
        var cells = block.Gather(values);
        for (var cell = block.FeatureRow * SeriesBlock.Tile; cell < block.Cells; cell++)
        {
            value[cell] = block.Observed[cell] > 0 ? cells[cell] : double.NaN;
            known[cell] = block.Observed[cell] > 0 ? double.IsNaN(cells[cell]) ? 0 : 1 : double.NaN;
        }

        block.GiveBack(cells);
    }
}
