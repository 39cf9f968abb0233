using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Engines.Embeddings;

namespace Prometheus.Engines.Profiles;

/// <summary>
/// What <c>num-profile-core-v1</c> reads of a day from prices: what a name is rather than what happens to it – volatility, beta, own share,
/// size, momentum, skew, and the correlation of its excess return with each sector's, its own left out of its sector. Further features of
/// the series (<see cref="EntitySeries.Extras"/>, such as fundamentals) are appended as value and flag.
/// </summary>
internal sealed class BehaviourFeatures : WindowFeatures
{
    /// <summary>Most sectors, in ordinal order: a classification finer than this is no sector.</summary>
    private const int MaximumSectors = 16;

    private static readonly string[] Known = ["log_volatility_128_over_market", "beta_128", "idiosyncratic_share_128", "size_64", "momentum_128_skip_16", "skew_128"];

    public override IReadOnlyList<string> Names(EntitySeries series) =>
    [
        .. Known,
        .. (series.Sectors?.Names ?? []).Take(MaximumSectors).Select(s => "sector " + s),
        .. series.Extras.SelectMany(e => new[] { e.Name, e.Name + " known" }),
    ];

    public override void Compute(SeriesBlock block, double[][] features)
    {
        Behaviour(block, features);
        var sectors = Math.Min(MaximumSectors, block.Series.Sectors?.Names.Count ?? 0);
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
        for (var cell = block.FeatureRow * tile; cell < block.Cells; cell++)
        {
            if (block.Observed[cell] == 0)
            {
                for (var f = 0; f < Known.Length; f++)
                    features[f][cell] = double.NaN;
                continue;
            }

            var (volatility, rho, square) = (block.Volatility(7, cell), block.Comovement(7, cell), block.Square[7][cell]);
            features[0][cell] = ScalarMath.Log(volatility / block.MarketVolatility(7, cell / tile));
            features[1][cell] = block.Beta(7, cell);
            features[2][cell] = 1 - (rho * rho);
            features[3][cell] = size is null ? double.NaN : size[cell];
            features[4][cell] = (block.Sum[7][cell] - block.Sum[4][cell]) / (volatility * Math.Sqrt(112));
            features[5][cell] = square > 0 ? cubes[cell] * Math.Sqrt(block.Count[7][cell]) / (square * Math.Sqrt(square)) : double.NaN;
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
            for (var cell = 0; cell < block.Cells; cell++)
            {
                var others = Others(block, sectors, s, cell, own[cell]);
                product[cell] = own[cell] * others;
                square[cell] = block.Observed[cell] * (others * others);
            }

            (product, square) = (block.TopSum(product, 7), block.TopSum(square, 7));
            for (var cell = block.FeatureRow * tile; cell < block.Cells; cell++)
            {
                var scale = squares[cell] * square[cell];
                features[s][cell] = block.Observed[cell] > 0 && block.Count[7][cell] >= 64 && scale > 0 ? product[cell] / Math.Sqrt(scale) : double.NaN;
            }

            block.GiveBack(product);
            block.GiveBack(square);
        }
    }

    /// <summary>The sector's excess return without the entity itself.</summary>
    private static double Others(SeriesBlock block, SectorSeries sectors, int sector, int cell, double own)
    {
        var (row, member) = (block.First + (cell / SeriesBlock.Tile), block.Members[cell % SeriesBlock.Tile]);
        var excess = sectors.Excess[row, sector];
        if (member < 0 || sectors.Own is not { } codes || codes[row, member] != sector || block.Observed[cell] == 0)
            return excess;
        var members = sectors.Members[row, sector];
        return members > 1 ? ((excess * members) - own) / (members - 1) : 0;
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
