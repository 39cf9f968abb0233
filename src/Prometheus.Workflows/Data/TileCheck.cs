using Prometheus.Stores;
using Prometheus.Stores.Tiles;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Data;

/// <summary>Compares what is kept about bars with the bars themselves, cell by cell, and rebuilds it where they differ.</summary>
internal static class TileCheck
{
    /// <summary>What was wrong; empty where nothing was.</summary>
    public static IReadOnlyList<string> Run(DatabasePair databases, string marketId, CancellationToken cancellation)
    {
        var book = PriceInventory.Read(databases.Historical, marketId);
        var found = new List<string>();
        if (book.Mismatch() is { } mismatch)
            found.Add(mismatch);
        var known = book.Series.Select(s => s.InstrumentId)
            .Concat(InstrumentStore.ReadMarket(databases.Runtime, marketId).Select(i => i.InstrumentId))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var rows = new List<PriceRows>();
        foreach (var bars in PriceStore.ReadRows(databases.Historical, known, DateOnly.MaxValue))
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Add(bars);
        }

        if (found.Count == 0)
            found.AddRange(CompareYears(databases.Historical, marketId, book, rows, cancellation));
        if (found.Count > 0)
            PriceBookkeeping.Rebuild(databases, marketId, onlyWhereOutOfStep: false, cancellation);
        return found;
    }

    private static IEnumerable<string> CompareYears(Database historical, string marketId, PriceInventory book, List<PriceRows> rows, CancellationToken cancellation)
    {
        foreach (var index in book.Tiles)
        {
            cancellation.ThrowIfCancellationRequested();
            var kept = TileStore.ReadYear(historical, marketId, index);
            var made = YearTiles.Build(index.Year, before: null, rows);
            if (kept is null)
                yield return FormattableString.Invariant($"a tile of {index.Year} was damaged");
            else if (made is null || !kept.Holds(made))
                yield return FormattableString.Invariant($"the tiles of {index.Year} held other values than the bars");
        }

        var years = rows.SelectMany(r => Enumerable.Range(r.Dates[0].Year, r.Dates[^1].Year - r.Dates[0].Year + 1)).Distinct().Order();
        foreach (var year in years.Except(book.Tiles.Select(t => t.Year)))
        {
            if (YearTiles.Build(year, before: null, rows) is not null)
                yield return FormattableString.Invariant($"the bars of {year} had no tiles");
        }
    }
}
