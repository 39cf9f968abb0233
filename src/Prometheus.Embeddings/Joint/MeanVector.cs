namespace Prometheus.Embeddings.Joint;

/// <summary>The mean of vectors, in the order given.</summary>
public static class MeanVector
{
    /// <summary>Null where there is none. The mean of unit vectors is shorter than 1 where they disagree.</summary>
    public static float[]? Of(IEnumerable<float[]> vectors)
    {
        double[]? sum = null;
        var count = 0;
        foreach (var vector in vectors)
        {
            // A later fit may know more components than an earlier one: what is missing is zero.
            if (sum is null || vector.Length > sum.Length)
                Array.Resize(ref sum, vector.Length);
            for (var i = 0; i < vector.Length; i++)
                sum[i] += vector[i];
            count++;
        }

        return sum is null ? null : Array.ConvertAll(sum, v => (float)(v / count));
    }
}
