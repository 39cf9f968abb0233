namespace Prometheus.Stores.Tiles;

/// <summary>What is kept about the bars of one market: series, sessions and tile indices. Reading it costs no bar.</summary>
/// <param name="Series">In id order.</param>
/// <param name="Sessions">Ascending.</param>
/// <param name="Tiles">Ascending by year.</param>
/// <param name="SeriesInStep">Series that begin and end where their bars do.</param>
public sealed record PriceInventory(
    IReadOnlyList<PriceSeries> Series, IReadOnlyList<SessionRows> Sessions, IReadOnlyList<TileIndex> Tiles, int SeriesInStep)
{
    /// <summary>Everything that is kept, whatever its date: whether the parts agree cannot be told from a cut. Readers cut it afterwards.</summary>
    public static PriceInventory Read(IDatabaseReads historical, string marketId) => new(
        PriceStore.ReadSeries(historical, marketId, DateOnly.MaxValue),
        PriceStore.ReadSessions(historical, marketId, DateOnly.MaxValue),
        TileStore.ReadIndices(historical, marketId, DateOnly.MaxValue),
        PriceStore.CountSeriesInStep(historical, marketId));

    /// <summary>
    /// Why the parts do not belong together, or null where they do: series, sessions and tiles must count the same bars on the same dates
    /// of the same instruments, and each series must end where its bars do. Anything else is rebuilt from the bars before it is used.
    /// </summary>
    public string? Mismatch()
    {
        if (SeriesInStep != Series.Count)
            return $"{Series.Count - SeriesInStep} of {Series.Count} series do not begin and end where their bars do";
        var bars = Sessions.Sum(s => (long)s.Rows);
        if (bars != Series.Sum(s => (long)s.Rows))
            return $"the series count {Series.Sum(s => (long)s.Rows)} bars and the sessions {bars}";

        var years = Sessions.GroupBy(s => s.Date.Year).ToArray();
        if (!years.Select(y => y.Key).SequenceEqual(Tiles.Select(t => t.Year)))
            return $"bars lie in the years {string.Join(", ", years.Select(y => y.Key))} and tiles in {string.Join(", ", Tiles.Select(t => t.Year))}";
        foreach (var (year, tile) in years.Zip(Tiles))
        {
            if (year.Sum(s => s.Rows) != tile.RowCount || !year.Select(s => s.Date).SequenceEqual(tile.Axes.Sessions))
                return $"the tiles of {tile.Year} were made from {tile.RowCount} bars and there are {year.Sum(s => s.Rows)}";
        }

        var named = Tiles.SelectMany(t => t.Axes.Instruments).ToHashSet(StringComparer.Ordinal);
        return named.SetEquals(Series.Select(s => s.InstrumentId)) ? null : $"the tiles name {named.Count} instruments and there are {Series.Count} series";
    }
}
