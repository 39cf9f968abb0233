using System.Runtime.CompilerServices;

namespace Prometheus.Embeddings.Numeric;

/// <summary>Vectors of every entity on consecutive sessions, session after session.</summary>
/// <param name="First">First session.</param>
/// <param name="Sessions">How many.</param>
/// <param name="Entities">Columns of the series.</param>
/// <param name="Dimensions">Numbers of a vector.</param>
/// <param name="Vectors">[sessions × entities × dimensions] and perhaps spare room behind; zeros where there is no vector.</param>
/// <param name="Coverage">[sessions × entities], and room, share of the window's returns that were observed; NaN where there is no vector.</param>
public sealed record NumericBlock(int First, int Sessions, int Entities, int Dimensions, float[] Vectors, double[] Coverage)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int session, int entity) => !double.IsNaN(Coverage[((session - First) * Entities) + entity]);

    public double CoverageOf(int session, int entity) => Coverage[((session - First) * Entities) + entity];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<float> Vector(int session, int entity)
        => Vectors.AsSpan((((session - First) * Entities) + entity) * Dimensions, Dimensions);
}
