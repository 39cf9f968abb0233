namespace Prometheus.Portfolio.Risk;

/// <summary>The two ways a rule takes weight away. A limit is missed only beyond <see cref="Tolerance"/>, so rounding never triggers a rule.</summary>
internal static class Shrink
{
    public const double Tolerance = 1e-9;

    /// <summary>Brings one weight to at most <paramref name="limit"/> in absolute value.</summary>
    public static double ToLimit(double weight, double limit)
        => Math.Abs(weight) <= limit + Tolerance ? weight : Math.CopySign(limit, weight);

    /// <summary>Scales the marked weights by one factor so that their absolute sum is at most <paramref name="limit"/>.</summary>
    public static void SumToLimit(Span<double> weights, ReadOnlySpan<bool> marked, double limit)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
            sum += marked[i] ? Math.Abs(weights[i]) : 0;
        if (sum <= limit + Tolerance)
            return;
        for (var i = 0; i < weights.Length; i++)
        {
            if (marked[i])
                weights[i] *= limit / sum;
        }
    }
}
