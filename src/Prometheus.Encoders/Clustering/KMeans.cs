using Prometheus.Core.Errors;
using Prometheus.Core.Numerics;

namespace Prometheus.Encoders.Clustering;

/// <summary>
/// Prototypes by k-means++ (Arthur and Vassilvitskii 2007): several seedings are refined a little, the best of them to the end. The result
/// depends on the rows, the counts and the stream's ids, on nothing else.
/// </summary>
/// <param name="Centres">[clusters × dimensions], row-major.</param>
/// <param name="Assigned">Cluster of each training row.</param>
/// <param name="Inertia">Σ of squared distances to the own centre.</param>
public sealed record KMeans(double[] Centres, int[] Assigned, double Inertia)
{
    private const int TrialSteps = 3;
    private const int MostSteps = 100;

    /// <param name="rows">[count × dimensions], row-major, no NaN.</param>
    /// <param name="dimensions">Columns.</param>
    /// <param name="clusters">Centres to find, at most as many as rows.</param>
    /// <param name="starts">Seedings tried.</param>
    /// <param name="stream">Random numbers of this fit.</param>
    public static KMeans Fit(ReadOnlySpan<double> rows, int dimensions, int clusters, int starts, RandomStream stream)
    {
        var count = rows.Length / dimensions;
        if (count < clusters)
            throw new ModelError($"{clusters} prototypes need at least as many training rows, found {count}");
        KMeans? best = null;
        for (var start = 0; start < starts; start++)
        {
            var trial = Refine(rows, dimensions, Seed(rows, dimensions, clusters, stream), TrialSteps);
            if (best is null || trial.Inertia < best.Inertia)
                best = trial;
        }

        return Refine(rows, dimensions, best!.Centres, MostSteps);
    }

    /// <summary>The nearest centre; the first of equals.</summary>
    public static int Nearest(ReadOnlySpan<double> row, ReadOnlySpan<double> centres, out double squaredDistance)
    {
        var nearest = 0;
        squaredDistance = double.PositiveInfinity;
        for (var k = 0; k * row.Length < centres.Length; k++)
        {
            var distance = SquaredDistance(row, centres.Slice(k * row.Length, row.Length));
            if (distance < squaredDistance)
                (nearest, squaredDistance) = (k, distance);
        }

        return nearest;
    }

    /// <summary>‖a − b‖², in one fixed order.</summary>
    public static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (even, odd) = (0.0, 0.0);
        var i = 0;
        for (; i + 1 < a.Length; i += 2)
        {
            even += (a[i] - b[i]) * (a[i] - b[i]);
            odd += (a[i + 1] - b[i + 1]) * (a[i + 1] - b[i + 1]);
        }

        return even + odd + (i < a.Length ? (a[i] - b[i]) * (a[i] - b[i]) : 0);
    }

    private static double[] Seed(ReadOnlySpan<double> rows, int d, int clusters, RandomStream stream)
    {
        var count = rows.Length / d;
        var centres = new double[clusters * d];
        var distance = new double[count];
        Array.Fill(distance, double.PositiveInfinity);
        var chosen = stream.NextInt(count);
        for (var k = 0; ; k++)
        {
            rows.Slice(chosen * d, d).CopyTo(centres.AsSpan(k * d));
            if (k == clusters - 1)
                return centres;
            var total = 0.0;
            for (var r = 0; r < count; r++)
            {
                distance[r] = Math.Min(distance[r], SquaredDistance(rows.Slice(r * d, d), centres.AsSpan(k * d, d)));
                total += distance[r];
            }

            chosen = Draw(distance, total * stream.NextUniform());
        }
    }

    /// <summary>The row at which the running sum passes <paramref name="target"/>.</summary>
    private static int Draw(double[] weights, double target)
    {
        for (var r = 0; r < weights.Length; r++)
        {
            target -= weights[r];
            if (target < 0)
                return r;
        }

        return weights.Length - 1;
    }

    private static KMeans Refine(ReadOnlySpan<double> rows, int d, double[] seeded, int steps)
    {
        var count = rows.Length / d;
        var centres = seeded.ToArray();
        var assigned = new int[count];
        Array.Fill(assigned, -1);
        for (var step = 0; ; step++)
        {
            var (moved, inertia) = (false, 0.0);
            for (var r = 0; r < count; r++)
            {
                var nearest = Nearest(rows.Slice(r * d, d), centres, out var distance);
                moved |= nearest != assigned[r];
                assigned[r] = nearest;
                inertia += distance;
            }

            if (!moved || step == steps)
                return new KMeans(centres, assigned, inertia);
            MoveToMeans(rows, d, assigned, centres);
        }
    }

    /// <summary>A centre that lost all its rows stays where it was.</summary>
    private static void MoveToMeans(ReadOnlySpan<double> rows, int d, int[] assigned, double[] centres)
    {
        var counts = new int[centres.Length / d];
        var sums = new double[centres.Length];
        for (var r = 0; r < assigned.Length; r++)
        {
            counts[assigned[r]]++;
            var sum = sums.AsSpan(assigned[r] * d, d);
            var row = rows.Slice(r * d, d);
            for (var i = 0; i < d; i++)
                sum[i] += row[i];
        }

        for (var k = 0; k < counts.Length; k++)
        {
            for (var i = 0; i < d && counts[k] > 0; i++)
                centres[(k * d) + i] = sums[(k * d) + i] / counts[k];
        }
    }
}
