namespace Prometheus.Encoders.Clustering;

/// <summary>
/// Prototypes of a sequence: k-means whose assignment pays for every change (statistical jump model, Nystrup, Lindström and Madsen 2020).
/// Alternates the cheapest path through the prototypes, found by dynamic programming, and the means along it.
/// </summary>
public static class JumpPath
{
    private const int MostSteps = 10;

    /// <param name="rows">[count × dimensions] in the order of time, row-major, no NaN.</param>
    /// <param name="dimensions">Columns.</param>
    /// <param name="start">Prototypes to begin with.</param>
    /// <param name="penalty">Price of a change, in mean squared distances of a row to its prototype.</param>
    public static KMeans Refine(ReadOnlySpan<double> rows, int dimensions, KMeans start, double penalty)
    {
        var best = start;
        for (var step = 0; step < MostSteps; step++)
        {
            var path = Cheapest(rows, dimensions, best, penalty);
            if (path.AsSpan().SequenceEqual(best.Assigned))
                return best;
            best = Along(rows, dimensions, best.Centres, path);
        }

        return best;
    }

    /// <summary>Viterbi over squared distances plus the penalty of each change; a tie stays.</summary>
    private static int[] Cheapest(ReadOnlySpan<double> rows, int d, KMeans fit, double penalty)
    {
        var (count, clusters) = (rows.Length / d, fit.Centres.Length / d);
        var unit = fit.Inertia / count;
        var cost = new double[clusters];
        var from = new int[count * clusters];
        for (var r = 0; r < count; r++)
        {
            var cheapest = 0;
            for (var k = 1; k < clusters; k++)
            {
                if (cost[k] < cost[cheapest])
                    cheapest = k;
            }

            var change = cost[cheapest] + penalty;
            for (var k = 0; k < clusters; k++)
            {
                var stays = r == 0 || cost[k] <= change;
                from[(r * clusters) + k] = stays ? k : cheapest;
                cost[k] = (stays ? cost[k] : change) + (KMeans.SquaredDistance(rows.Slice(r * d, d), fit.Centres.AsSpan(k * d, d)) / unit);
            }
        }

        var path = new int[count];
        var last = 0;
        for (var k = 1; k < clusters; k++)
        {
            if (cost[k] < cost[last])
                last = k;
        }

        for (var r = count - 1; r >= 0; r--)
        {
            path[r] = last;
            last = from[(r * clusters) + last];
        }

        return path;
    }

    /// <summary>The means along a path; a prototype the path never visits stays where it was.</summary>
    private static KMeans Along(ReadOnlySpan<double> rows, int d, double[] before, int[] path)
    {
        var counts = new int[before.Length / d];
        var centres = new double[before.Length];
        for (var r = 0; r < path.Length; r++)
        {
            counts[path[r]]++;
            for (var i = 0; i < d; i++)
                centres[(path[r] * d) + i] += rows[(r * d) + i];
        }

        for (var k = 0; k < counts.Length; k++)
        {
            for (var i = 0; i < d; i++)
                centres[(k * d) + i] = counts[k] == 0 ? before[(k * d) + i] : centres[(k * d) + i] / counts[k];
        }

        var inertia = 0.0;
        for (var r = 0; r < path.Length; r++)
            inertia += KMeans.SquaredDistance(rows.Slice(r * d, d), centres.AsSpan(path[r] * d, d));
        return new KMeans(centres, path, inertia);
    }
}
