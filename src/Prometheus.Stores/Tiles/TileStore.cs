using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;

namespace Prometheus.Stores.Tiles;

/// <summary>The table <c>price_tiles</c>: a session-major copy of a market's bars, tens of times faster to read than the rows.</summary>
public static class TileStore
{
    private static readonly TableShape Table = new(
        "price_tiles",
        keyColumns: 3,
        Column.Text("market_id"),
        Column.Integer("year"),
        Column.Text("field"),
        Column.Text("instruments"),
        Column.Text("sessions"),
        Column.Integer("row_count"),
        Column.Text("digest"),
        Column.Blob("blob"));

    private static readonly string[] RowNames = [.. PriceRows.Fields.Select(NameOf).Append(TileCodec.AxesField).Order(StringComparer.Ordinal)];

    /// <summary>The readable tile indices of a market up to the year of <paramref name="end"/>, ascending. A damaged one is left out.</summary>
    public static IReadOnlyList<TileIndex> ReadIndices(IDatabaseReads historical, string marketId, DateOnly end)
    {
        var indices = new List<TileIndex>();
        using var rows = historical.Read(
            """
            SELECT year, instruments, sessions, row_count, digest FROM price_tiles
            WHERE market_id = @marketId AND field = @field AND year <= @year ORDER BY year
            """,
            new { marketId, field = TileCodec.AxesField, year = end.Year });
        while (rows.Next())
        {
            var (instruments, sessions) = (rows.Text(1), rows.Text(2));
            if (rows.Text(4) == TileCodec.DigestOfAxes(instruments, sessions) && TileCodec.ReadAxes(instruments, sessions) is { } axes)
                indices.Add(new TileIndex((int)rows.Integer(0), axes, (int)rows.Integer(3), rows.Text(4)));
        }

        return indices;
    }

    /// <summary>The years of which a market has any tile, readable or not.</summary>
    public static IReadOnlyList<int> ReadYears(IDatabaseReads historical, string marketId)
        => historical.Query<int>("SELECT DISTINCT year FROM price_tiles WHERE market_id = @marketId ORDER BY year", new { marketId });

    /// <summary>All six tiles of one year, or null where one is missing or damaged.</summary>
    public static YearTiles? ReadYear(IDatabaseReads historical, string marketId, TileIndex index)
    {
        var values = new double[PriceRows.Fields.Count][];
        using (var rows = historical.Read(
            "SELECT field, digest, CAST(LENGTH(blob) AS BIGINT), blob FROM price_tiles WHERE market_id = @marketId AND year = @year AND field <> @axes",
            new { marketId, year = index.Year, axes = TileCodec.AxesField }))
        {
            while (rows.Next())
            {
                var name = rows.Text(0);
                if (FieldOf(name) is not { } field)
                    return null;
                var tile = new double[index.Axes.Cells];
                if (!ReadTile(rows, index.Digest, name, tile))
                    return null;
                values[(int)field] = tile;
            }
        }

        return Array.TrueForAll(values, v => v is not null) ? new YearTiles(index.Year, index.Axes, values) : null;
    }

    /// <summary>
    /// Fills a panel with one field, from the tiles straight into its rows; what no tile holds becomes NaN. False where a tile is missing or
    /// damaged; the panel is then unfinished.
    /// </summary>
    /// <param name="indices">The market's indices, ascending by year.</param>
    /// <param name="panel">[sessions × instruments], of any content.</param>
    public static bool Fill(
        IDatabaseReads historical,
        string marketId,
        IReadOnlyList<TileIndex> indices,
        PriceField field,
        SessionAxis sessions,
        InstrumentAxis instruments,
        Span<double> panel)
    {
        var name = NameOf(field);
        var filled = 0;
        var scratch = Array.Empty<double>();
        using var rows = historical.Read(
            """
            SELECT year, digest, CAST(LENGTH(blob) AS BIGINT), blob FROM price_tiles
            WHERE market_id = @marketId AND field = @name AND year <= @last ORDER BY year
            """,
            new { marketId, name, last = indices[^1].Year });
        foreach (var index in indices)
        {
            if (!rows.Next() || rows.Integer(0) != index.Year)
                return false;
            var from = sessions.FirstAtOrAfter(new DateOnly(index.Year, 1, 1)) * instruments.Count;
            var to = (sessions.LastAtOrBefore(new DateOnly(index.Year, 12, 31)) + 1) * instruments.Count;
            panel[filled..from].Fill(double.NaN);
            filled = to;

            var placement = new TilePlacement(index.Axes, sessions, instruments);
            var block = placement.IsOneBlock && index.Axes.Cells == to - from ? panel[from..to] : default;
            if (block.IsEmpty && scratch.Length < index.Axes.Cells)
                scratch = GC.AllocateUninitializedArray<double>(index.Axes.Cells);
            var tile = block.IsEmpty ? scratch.AsSpan(0, index.Axes.Cells) : block;
            if (!ReadTile(rows, index.Digest, name, tile))
                return false;
            if (!block.IsEmpty)
                continue;
            panel[from..to].Fill(double.NaN);
            placement.Copy(tile, panel);
        }

        panel[filled..].Fill(double.NaN);
        return true;
    }

    /// <summary>Replaces the tiles of one year; null removes them.</summary>
    public static void ReplaceYear(DatabaseTransaction unit, string marketId, int year, YearTiles? tiles)
        => unit.Replace(Table, KeyRange.Where("market_id = @marketId AND year = @year", new { marketId, year }), writer =>
        {
            if (tiles is null)
                return;
            var (instruments, sessions) = (TileCodec.InstrumentsText(tiles.Axes), TileCodec.SessionsText(tiles.Axes));
            var digest = TileCodec.DigestOfAxes(instruments, sessions);
            foreach (var name in RowNames)
            {
                writer.Text(marketId).Integer(year).Text(name);
                if (FieldOf(name) is { } field)
                {
                    var values = tiles[field];
                    writer.Text("").Text("").Integer(tiles.RowCount)
                        .Text(TileCodec.DigestOfTile(digest, name, values)).Blob(TileCodec.BytesOf(values)).EndRow();
                }
                else
                {
                    writer.Text(instruments).Text(sessions).Integer(tiles.RowCount).Text(digest).Blob([]).EndRow();
                }
            }
        });

    /// <summary>Reads the row's digest, length and blob from columns 1 … 3 into <paramref name="tile"/>; false where they do not fit it.</summary>
    private static bool ReadTile(RowReader rows, string axesDigest, string name, Span<double> tile)
    {
        var bytes = TileCodec.BytesOf(tile);
        return rows.Integer(2) == bytes.Length && rows.Blob(3, bytes) == bytes.Length && rows.Text(1) == TileCodec.DigestOfTile(axesDigest, name, tile);
    }

    private static string NameOf(PriceField field) => StoredName.Of(field);

    private static PriceField? FieldOf(string name)
    {
        foreach (var field in PriceRows.Fields)
        {
            if (NameOf(field) == name)
                return field;
        }

        return null;
    }
}

/// <summary>The stored tiles of one market and year, without their values.</summary>
/// <param name="RowCount">Bars they were made from.</param>
/// <param name="Digest">Digest of the axes, part of the digest of every tile of the year.</param>
public sealed record TileIndex(int Year, TileAxes Axes, int RowCount, string Digest);

/// <summary>Rows and columns shared by the six tiles of one market and year.</summary>
/// <param name="Sessions">The dates of the year on which at least one bar is stored, ascending.</param>
/// <param name="Instruments">The instruments with at least one bar in the year, in ordinal order.</param>
public sealed record TileAxes(DateOnly[] Sessions, string[] Instruments)
{
    public int Cells => Sessions.Length * Instruments.Length;
}
