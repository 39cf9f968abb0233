namespace Prometheus.Tests.Embeddings.Numeric;

/// <summary>Ridge regression on standardised columns: what a linear reader can get out of vectors.</summary>
internal sealed class LinearProbe
{
    private readonly double[] _mean;
    private readonly double[] _scale;
    private readonly double[] _weights;
    private readonly double _level;

    private LinearProbe(double[] mean, double[] scale, double[] weights, double level) => (_mean, _scale, _weights, _level) = (mean, scale, weights, level);

    /// <param name="rows">Vectors.</param>
    /// <param name="targets">One a row.</param>
    /// <param name="ridge">Penalty per row.</param>
    public static LinearProbe Fit(IReadOnlyList<float[]> rows, IReadOnlyList<double> targets, double ridge)
    {
        var (n, d) = (rows.Count, rows[0].Length);
        var (mean, scale) = (new double[d], new double[d]);
        foreach (var row in rows)
        {
            for (var k = 0; k < d; k++)
                mean[k] += row[k] / (double)n;
        }

        foreach (var row in rows)
        {
            for (var k = 0; k < d; k++)
                scale[k] += (row[k] - mean[k]) * (row[k] - mean[k]) / n;
        }

        for (var k = 0; k < d; k++)
            scale[k] = scale[k] > 1e-20 ? 1 / Math.Sqrt(scale[k]) : 0;
        var level = targets.Average();
        var (gram, right, x) = (new double[d * d], new double[d], new double[d]);
        for (var r = 0; r < n; r++)
        {
            for (var k = 0; k < d; k++)
                x[k] = (rows[r][k] - mean[k]) * scale[k];
            for (var i = 0; i < d; i++)
            {
                right[i] += x[i] * (targets[r] - level);
                for (var j = 0; j <= i; j++)
                    gram[(i * d) + j] += x[i] * x[j];
            }
        }

        for (var i = 0; i < d; i++)
            gram[(i * d) + i] += ridge * n;
        return new LinearProbe(mean, scale, Solve(gram, right, d), level);
    }

    public double Predict(float[] row)
    {
        var sum = _level;
        for (var k = 0; k < row.Length; k++)
            sum += (row[k] - _mean[k]) * _scale[k] * _weights[k];
        return sum;
    }

    /// <summary>1 − Σ(y − ŷ)² / Σ(y − mean of the training targets)².</summary>
    public double RSquared(IReadOnlyList<float[]> rows, IReadOnlyList<double> targets)
    {
        var (residual, total) = (0.0, 0.0);
        for (var r = 0; r < rows.Count; r++)
        {
            residual += Math.Pow(targets[r] - Predict(rows[r]), 2);
            total += Math.Pow(targets[r] - _level, 2);
        }

        return 1 - (residual / total);
    }

    /// <summary>Chance that a positive row is scored above a negative one.</summary>
    public double Auc(IReadOnlyList<float[]> rows, IReadOnlyList<double> labels)
    {
        var ranked = rows.Select((row, r) => (Score: Predict(row), Label: labels[r])).OrderBy(p => p.Score).ToArray();
        var (positives, sum) = (0L, 0.0);
        for (var k = 0; k < ranked.Length; k++)
        {
            if (ranked[k].Label < 0.5)
                continue;
            positives++;
            sum += k + 1;
        }

        return (sum - (positives * (positives + 1) / 2.0)) / (positives * (double)(ranked.Length - positives));
    }

    /// <summary>Cholesky of the lower triangle.</summary>
    private static double[] Solve(double[] a, double[] right, int d)
    {
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[(i * d) + j];
                for (var k = 0; k < j; k++)
                    sum -= a[(i * d) + k] * a[(j * d) + k];
                a[(i * d) + j] = i == j ? Math.Sqrt(sum) : sum / a[(j * d) + j];
            }
        }

        var x = (double[])right.Clone();
        for (var i = 0; i < d; i++)
        {
            for (var k = 0; k < i; k++)
                x[i] -= a[(i * d) + k] * x[k];
            x[i] /= a[(i * d) + i];
        }

        for (var i = d - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < d; k++)
                x[i] -= a[(k * d) + i] * x[k];
            x[i] /= a[(i * d) + i];
        }

        return x;
    }
}
