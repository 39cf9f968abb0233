namespace Prometheus.Encoders.Projection;

/// <summary>Vectors of length 1, whose dot product is their cosine.</summary>
public static class UnitLength
{
    /// <summary>Divides by the Euclidean length; a zero vector stays zero.</summary>
    public static void Make(Span<double> vector)
    {
        var sum = 0.0;
        foreach (var value in vector)
            sum += value * value;
        var length = Math.Sqrt(sum);
        for (var i = 0; i < vector.Length && length > 0; i++)
            vector[i] /= length;
    }
}
