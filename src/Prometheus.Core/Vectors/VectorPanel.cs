using System.Runtime.CompilerServices;
using Prometheus.Core.Errors;

namespace Prometheus.Core.Vectors;

/// <summary>
/// Immutable float32 vectors [sessions × columns × dimensions], contiguous: what an encoder said of every name on every session. A vector whose
/// first number is NaN is absent.
/// </summary>
public sealed class VectorPanel
{
    private readonly float[] _values;

    private VectorPanel(float[] values, int sessions, int columns, int dimensions)
        => (_values, Sessions, Columns, Dimensions) = (values, sessions, columns, dimensions);

    public int Sessions { get; }

    public int Columns { get; }

    public int Dimensions { get; }

    /// <summary>Takes ownership of <paramref name="values"/>: the caller must not write to it afterwards.</summary>
    /// <exception cref="DataError">A length that does not fit.</exception>
    public static VectorPanel Adopt(float[] values, int sessions, int columns, int dimensions)
        => values.LongLength == (long)sessions * columns * dimensions
            ? new VectorPanel(values, sessions, columns, dimensions)
            : throw new DataError($"{sessions} sessions × {columns} columns of {dimensions} numbers cannot be made of {values.LongLength}");

    /// <summary>All vectors of a session, column after column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<float> Row(int session) => _values.AsSpan(session * Columns * Dimensions, Columns * Dimensions);

    /// <summary>One vector; empty where absent.</summary>
    public ReadOnlySpan<float> At(int session, int column)
    {
        var vector = _values.AsSpan(((session * Columns) + column) * Dimensions, Dimensions);
        return float.IsNaN(vector[0]) ? [] : vector;
    }
}
