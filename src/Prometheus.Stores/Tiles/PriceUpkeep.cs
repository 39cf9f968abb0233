using Prometheus.Core.Errors;

namespace Prometheus.Stores.Tiles;

/// <summary>Keeps sessions and tiles in step with bars, inside the transaction that writes the bars.</summary>
public static class PriceUpkeep
{
    /// <summary>After bars were written: brings the sessions and tiles of the touched years up to date.</summary>
    /// <param name="changed">The instruments whose bars changed, each with all its bars.</param>
    /// <param name="years">The years in which a bar came, changed or went.</param>
    /// <returns>False where a tile of those years is damaged and a <see cref="Rebuild"/> is needed instead.</returns>
    public static bool Update(
        DatabaseTransaction unit, string marketId, IReadOnlyList<PriceRows> changed, IEnumerable<int> years, CancellationToken cancellation)
    {
        var indices = TileStore.ReadIndices(unit, marketId, DateOnly.MaxValue).ToDictionary(i => i.Year);
        foreach (var year in years)
        {
            cancellation.ThrowIfCancellationRequested();
            YearTiles? before = null;
            if (indices.TryGetValue(year, out var index) && (before = TileStore.ReadYear(unit, marketId, index)) is null)
                return false;
            Write(unit, marketId, year, YearTiles.Build(year, before, changed));
        }

        return true;
    }

    /// <summary>Makes series, sessions and tiles of a market anew from its bars.</summary>
    /// <param name="instruments">Every instrument that may have bars in this market.</param>
    /// <exception cref="DataError">The bars of one instrument have two sources, bases or currencies.</exception>
    public static void Rebuild(DatabaseTransaction unit, string marketId, IReadOnlyCollection<string> instruments, CancellationToken cancellation)
    {
        var rows = new List<PriceRows>();
        foreach (var series in PriceStore.ReadRows(unit, instruments, DateOnly.MaxValue))
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Add(series);
        }

        PriceStore.ReplaceSeries(unit, marketId, PriceStore.DescribeRows(unit, marketId, rows));
        var before = TileStore.ReadYears(unit, marketId).Concat(PriceStore.ReadSessions(unit, marketId, DateOnly.MaxValue).Select(s => s.Date.Year));
        var years = rows.SelectMany(r => Enumerable.Range(r.Dates[0].Year, r.Dates[^1].Year - r.Dates[0].Year + 1));
        foreach (var year in before.Concat(years).Distinct().Order())
        {
            cancellation.ThrowIfCancellationRequested();
            Write(unit, marketId, year, YearTiles.Build(year, before: null, rows));
        }
    }

    private static void Write(DatabaseTransaction unit, string marketId, int year, YearTiles? tiles)
    {
        TileStore.ReplaceYear(unit, marketId, year, tiles);
        PriceStore.ReplaceSessions(unit, marketId, year, tiles is null ? [] : tiles.Axes.Sessions.Zip(tiles.Bars, (date, bars) => new SessionRows(date, bars)));
    }
}
