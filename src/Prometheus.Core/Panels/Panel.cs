using System.Runtime.CompilerServices;
using Prometheus.Core.Errors;

namespace Prometheus.Core.Panels;

/// <summary>
/// Immutable session-major matrix of <see cref="double"/>: rows are sessions, columns instruments (or sleeves), contiguous.
/// NaN means "not observed" and never stands for zero.
/// </summary>
public sealed class Panel
{
    private readonly double[] _values;

    private Panel(double[] values, int sessions, int columns)
    {
        _values = values;
        Sessions = sessions;
        Columns = columns;
    }

    public int Sessions { get; }

    public int Columns { get; }

    public double this[int session, int column] => _values[(session * Columns) + column];

    /// <summary>All values, row after row.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Sessions * Columns);

    /// <summary>
    /// Takes ownership of <paramref name="values"/> (length sessions × columns): the caller must not write to it afterwards.
    /// </summary>
    public static Panel Adopt(double[] values, int sessions, int columns)
    {
        if (values.Length != sessions * columns)
            throw new DataError($"a panel of {sessions} sessions × {columns} columns needs {sessions * columns} values, found {values.Length}");
        return new Panel(values, sessions, columns);
    }

    /// <summary>One session across all columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<double> Row(int session) => _values.AsSpan(session * Columns, Columns);

    /// <summary>The rows 0 … <paramref name="asOf"/>, without a copy.</summary>
    public PanelPrefix AsOf(int asOf)
    {
        if ((uint)asOf >= (uint)Sessions)
            throw new LookAheadError($"as-of row {asOf} lies outside a panel of {Sessions} sessions");
        return new PanelPrefix(_values.AsSpan(0, (asOf + 1) * Columns), Columns);
    }
}
