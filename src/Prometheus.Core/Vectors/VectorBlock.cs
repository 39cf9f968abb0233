using System.Runtime.CompilerServices;
using Prometheus.Core.Errors;

namespace Prometheus.Core.Vectors;

/// <summary>Immutable rows of float32 vectors of one dimension, contiguous. Stored vectors have this precision; computation is in <see cref="double"/>.</summary>
public sealed class VectorBlock
{
    private readonly float[] _values;

    private VectorBlock(float[] values, int dimensions)
    {
        _values = values;
        Dimensions = dimensions;
        Count = values.Length / dimensions;
    }

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>Numbers in a row.</summary>
    public int Dimensions { get; }

    /// <summary>All numbers, row after row.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Takes ownership of <paramref name="values"/>: the caller must not write to it afterwards.</summary>
    /// <exception cref="DataError">A length that is no whole number of rows.</exception>
    public static VectorBlock Adopt(float[] values, int dimensions)
    {
        if (dimensions < 1 || values.Length % dimensions != 0)
            throw new DataError($"vectors of {dimensions} numbers cannot be made of {values.Length}");
        return new VectorBlock(values, dimensions);
    }

    /// <summary>One vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * Dimensions, Dimensions);
}
