using System.Runtime.InteropServices;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;

namespace Prometheus.Stores.Tiles;

/// <summary>
/// The bars of one market and year, session-major, a matrix a field: what the tiles of that year hold. It follows from the rows alone, so
/// tiles kept up by imports and tiles rebuilt from rows are equal.
/// </summary>
public sealed class YearTiles
{
    private readonly double[][] _values;

    /// <param name="values">One session-major array a <see cref="PriceField"/>; NaN where there is no bar or the bar has no such value.</param>
    internal YearTiles(int year, TileAxes axes, double[][] values)
    {
        Year = year;
        Axes = axes;
        _values = values;
        Bars = CountBars(axes, values[(int)PriceField.Close], _ => true);
    }

    public int Year { get; }

    public TileAxes Axes { get; }

    /// <summary>Stored bars of each session: its observed closes.</summary>
    public int[] Bars { get; }

    /// <summary>Stored bars of the year.</summary>
    public int RowCount => Bars.Sum();

    public ReadOnlySpan<double> this[PriceField field] => _values[(int)field];

    /// <summary>True where both have the same axes and the same bits in every cell.</summary>
    public bool Holds(YearTiles other)
    {
        if (!Axes.Sessions.AsSpan().SequenceEqual(other.Axes.Sessions) || !Axes.Instruments.AsSpan().SequenceEqual(other.Axes.Instruments))
            return false;
        foreach (var field in PriceRows.Fields)
        {
            if (!MemoryMarshal.Cast<double, long>(this[field]).SequenceEqual(MemoryMarshal.Cast<double, long>(other[field])))
                return false;
        }

        return true;
    }

    /// <summary>
    /// The tiles of <paramref name="year"/> after a change: what <paramref name="before"/> held, with the instruments of
    /// <paramref name="rows"/> replaced by those rows (each instrument once, all its rows of the year; without any it disappears). Null where
    /// nothing is left.
    /// </summary>
    public static YearTiles? Build(int year, YearTiles? before, IEnumerable<PriceRows> rows)
    {
        var parts = rows.Select(r => new Part(r, r.RangeOf(year))).ToList();
        var changed = parts.Select(p => p.Rows.InstrumentId).ToHashSet(StringComparer.Ordinal);
        parts.RemoveAll(p => p.Count == 0);

        var sessions = SessionsOf(year, before, parts, changed);
        if (sessions.Length == 0)
            return null;
        var kept = before?.Axes.Instruments.Where(i => !changed.Contains(i)) ?? [];
        var instruments = kept.Concat(parts.Select(p => p.Rows.InstrumentId)).Order(StringComparer.Ordinal).ToArray();
        var axes = new TileAxes(sessions, instruments);
        var columns = new InstrumentAxis(instruments);

        var placement = before is null ? null : new TilePlacement(before.Axes, new SessionAxis(sessions), columns);
        var rowOfDay = RowOfDay(sessions);
        var values = new double[PriceRows.Fields.Count][];
        foreach (var field in PriceRows.Fields)
        {
            var tile = values[(int)field] = GC.AllocateUninitializedArray<double>(axes.Cells);
            tile.AsSpan().Fill(double.NaN);
            placement?.Copy(before![field], tile);
            foreach (var part in parts)
                Scatter(part, field, rowOfDay, tile, columns.IndexOf(part.Rows.InstrumentId), instruments.Length, wipe: before is not null);
        }

        return new YearTiles(year, axes, values);
    }

    private static DateOnly[] SessionsOf(int year, YearTiles? before, List<Part> parts, HashSet<string> changed)
    {
        Span<bool> seen = stackalloc bool[367];
        seen.Clear();
        if (before is not null)
        {
            var bars = CountBars(before.Axes, before[PriceField.Close], i => !changed.Contains(i));
            for (var row = 0; row < bars.Length; row++)
                seen[before.Axes.Sessions[row].DayOfYear] = bars[row] > 0;
        }

        foreach (var part in parts)
        {
            foreach (var date in part.Dates)
                seen[date.DayOfYear] = true;
        }

        var newYear = new DateOnly(year, 1, 1);
        var sessions = new List<DateOnly>(260);
        for (var day = 1; day < seen.Length; day++)
        {
            if (seen[day])
                sessions.Add(newYear.AddDays(day - 1));
        }

        return [.. sessions];
    }

    private static int[] RowOfDay(DateOnly[] sessions)
    {
        var rows = new int[367];
        for (var row = 0; row < sessions.Length; row++)
            rows[sessions[row].DayOfYear] = row;
        return rows;
    }

    private static void Scatter(Part part, PriceField field, int[] rowOfDay, double[] tile, int column, int columns, bool wipe)
    {
        for (var cell = column; wipe && cell < tile.Length; cell += columns)
            tile[cell] = double.NaN;
        var dates = part.Dates;
        var values = part.Rows[field].AsSpan(part.First, part.Count);
        for (var i = 0; i < values.Length; i++)
            tile[(rowOfDay[dates[i].DayOfYear] * columns) + column] = double.IsNaN(values[i]) ? double.NaN : values[i] + 0.0; // −0 + 0 is 0
    }

    private static int[] CountBars(TileAxes axes, ReadOnlySpan<double> close, Func<string, bool> counts)
    {
        var wanted = Array.ConvertAll(axes.Instruments, i => counts(i) ? 1 : 0);
        var bars = new int[axes.Sessions.Length];
        for (var session = 0; session < bars.Length; session++)
        {
            var row = close.Slice(session * wanted.Length, wanted.Length);
            for (var column = 0; column < row.Length; column++)
                bars[session] += double.IsNaN(row[column]) ? 0 : wanted[column];
        }

        return bars;
    }

    /// <summary>The rows of one instrument that fall into the year.</summary>
    private readonly record struct Part(PriceRows Rows, (int First, int Last) Range)
    {
        public int First => Range.First;

        public int Count => Range.Last - Range.First;

        public ReadOnlySpan<DateOnly> Dates => Rows.Dates.AsSpan(First, Count);
    }
}
