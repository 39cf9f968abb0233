using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;
using Prometheus.Stores;
using Prometheus.Stores.Tiles;
using Xunit;

namespace Prometheus.IntegrationTests.Stores;

public sealed class YearTilesTests
{
    [Fact]
    public void A_tile_holds_the_rows_of_its_year_and_nothing_else()
    {
        var tiles = YearTiles.Build(2015, null, [Rows("B", (2014, 12, 31, 1), (2015, 1, 2, 2), (2015, 1, 6, 3)), Rows("A", (2015, 1, 5, 4))])!;
        Assert.Equal(["A", "B"], tiles.Axes.Instruments);
        Assert.Equal([new DateOnly(2015, 1, 2), new DateOnly(2015, 1, 5), new DateOnly(2015, 1, 6)], tiles.Axes.Sessions);
        Assert.Equal([double.NaN, 2, 4, double.NaN, double.NaN, 3], tiles[PriceField.Close].ToArray());
        Assert.Equal([1, 1, 1], tiles.Bars);
        Assert.Null(YearTiles.Build(2016, null, [Rows("A", (2015, 1, 5, 4))]));
    }

    [Fact]
    public void A_removed_instrument_takes_its_lonely_sessions_along()
    {
        var before = YearTiles.Build(2015, null, [Rows("A", (2015, 1, 2, 1), (2015, 1, 5, 2)), Rows("B", (2015, 1, 6, 3))])!;
        var after = YearTiles.Build(2015, before, [Rows("B", (2016, 1, 4, 3))])!;
        Assert.Equal(["A"], after.Axes.Instruments);
        Assert.Equal([new DateOnly(2015, 1, 2), new DateOnly(2015, 1, 5)], after.Axes.Sessions);
        Assert.Null(YearTiles.Build(2015, after, [Rows("A")]));
    }

    [Fact]
    public void Tiles_kept_up_equal_tiles_built_at_once()
    {
        var steps =
            from names in Gen.Choose(0, 7).ListOf(6)
            from seeds in Gen.Choose(0, 1_000_000).ListOf(6)
            select names.Zip(seeds).ToArray();
        Prop.ForAll(steps.ToArbitrary(), history =>
        {
            var current = new Dictionary<string, PriceRows>(StringComparer.Ordinal);
            YearTiles? kept = null;
            foreach (var (name, seed) in history)
            {
                var rows = RandomRows($"N{name}", seed);
                current[rows.InstrumentId] = rows;
                kept = YearTiles.Build(2015, kept, [rows]);
            }

            AssertEqual(YearTiles.Build(2015, null, current.Values), kept);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_placed_tile_fills_exactly_its_cells()
    {
        var tiles = YearTiles.Build(2015, null, [Rows("B", (2015, 1, 2, 2), (2015, 1, 6, 3)), Rows("D", (2015, 1, 2, 4)), Rows("E", (2015, 1, 5, 5))])!;
        var panel = new double[4 * 4];
        var sessions = new SessionAxis([new DateOnly(2014, 12, 31), new DateOnly(2015, 1, 2), new DateOnly(2015, 1, 5), new DateOnly(2015, 1, 7)]);
        var placement = new TilePlacement(tiles.Axes, sessions, new InstrumentAxis(["A", "B", "C", "D"]));
        Assert.False(placement.IsOneBlock);
        placement.Copy(tiles[PriceField.Close], panel);
        Assert.Equal([0, 0, 0, 0, 0, 2, 0, 4, 0, double.NaN, 0, double.NaN, 0, 0, 0, 0], panel);
    }

    [Fact]
    public void A_tile_with_the_panels_own_axes_is_one_block()
    {
        var tiles = YearTiles.Build(2015, null, [Rows("A", (2015, 1, 2, 2), (2015, 1, 5, 3)), Rows("B", (2015, 1, 2, 4))])!;
        var sessions = new SessionAxis([new DateOnly(2014, 12, 31), new DateOnly(2015, 1, 2), new DateOnly(2015, 1, 5)]);
        Assert.True(new TilePlacement(tiles.Axes, sessions, new InstrumentAxis(["A", "B"])).IsOneBlock);
        Assert.False(new TilePlacement(tiles.Axes, sessions, new InstrumentAxis(["A", "B", "C"])).IsOneBlock);
        Assert.False(new TilePlacement(tiles.Axes, new SessionAxis([new DateOnly(2015, 1, 2)]), new InstrumentAxis(["A", "B"])).IsOneBlock);
    }

    private static void AssertEqual(YearTiles? expected, YearTiles? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is null || actual is null)
            return;
        Assert.Equal(expected.Axes.Instruments, actual.Axes.Instruments);
        Assert.Equal(expected.Axes.Sessions, actual.Axes.Sessions);
        foreach (var field in PriceRows.Fields)
            Assert.Equal(expected[field].ToArray(), actual[field].ToArray());
    }

    private static PriceRows RandomRows(string id, int seed)
    {
        var random = new System.Random(seed);
        var dates = Enumerable.Range(0, random.Next(0, 12)).Select(_ => new DateOnly(2015, 1, 1).AddDays(random.Next(-5, 40))).Distinct().Order().ToArray();
        var values = PriceRows.Fields.Select(f => dates.Select(_ => f == PriceField.Close || random.Next(5) > 0 ? random.NextDouble() : double.NaN).ToArray()).ToArray();
        return new PriceRows(id, dates, values, new int[dates.Length]);
    }

    private static PriceRows Rows(string id, params (int Year, int Month, int Day, double Close)[] rows)
    {
        var dates = rows.Select(r => new DateOnly(r.Year, r.Month, r.Day)).ToArray();
        return new PriceRows(id, dates, PriceRows.Fields.Select(_ => rows.Select(r => r.Close).ToArray()).ToArray(), new int[rows.Length]);
    }
}
