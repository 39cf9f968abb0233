using Prometheus.Core.Instruments;
using Prometheus.Core.Time;

namespace Prometheus.Stores.Tiles;

/// <summary>
/// Where the cells of a tile stand in a panel. Both sides are ordered alike, so every tile row falls into runs of neighbouring columns that
/// are copied whole; a tile whose columns are those of the panel and whose sessions follow each other there is one copy.
/// </summary>
public sealed class TilePlacement
{
    private readonly int[] _rows;
    private readonly List<Run> _runs = [];
    private readonly int _tileColumns;
    private readonly int _panelColumns;

    /// <summary>Tile rows and columns that the panel lacks are left out.</summary>
    public TilePlacement(TileAxes tile, SessionAxis sessions, InstrumentAxis instruments)
    {
        _tileColumns = tile.Instruments.Length;
        _panelColumns = instruments.Count;
        _rows = Array.ConvertAll(tile.Sessions, sessions.IndexOf);
        for (var column = 0; column < _tileColumns; column++)
        {
            var target = instruments.IndexOf(tile.Instruments[column]);
            if (target < 0)
                continue;
            if (_runs.Count > 0 && _runs[^1] is var last && last.To + last.Length == target && last.From + last.Length == column)
                _runs[^1] = last with { Length = last.Length + 1 };
            else
                _runs.Add(new Run(column, target, 1));
        }

        IsOneBlock = _tileColumns == _panelColumns && _runs is [{ Length: var length }] && length == _panelColumns && _rows.Length > 0 && _rows[0] >= 0;
        for (var row = 1; row < _rows.Length && IsOneBlock; row++)
            IsOneBlock = _rows[row] == _rows[row - 1] + 1;
    }

    /// <summary>True where the whole tile lands in one piece, see <see cref="Block"/>.</summary>
    public bool IsOneBlock { get; }

    /// <summary>The piece of the panel that the whole tile fills; only where <see cref="IsOneBlock"/>.</summary>
    public Span<double> Block(Span<double> panel) => panel.Slice(_rows[0] * _panelColumns, _rows.Length * _panelColumns);

    /// <summary>Copies the tile's cells into the panel; other cells of the panel stay.</summary>
    public void Copy(ReadOnlySpan<double> tile, Span<double> panel)
    {
        for (var row = 0; row < _rows.Length; row++)
        {
            if (_rows[row] < 0)
                continue;
            var source = tile.Slice(row * _tileColumns, _tileColumns);
            var target = panel.Slice(_rows[row] * _panelColumns, _panelColumns);
            foreach (var run in _runs)
                source.Slice(run.From, run.Length).CopyTo(target[run.To..]);
        }
    }

    private readonly record struct Run(int From, int To, int Length);
}
