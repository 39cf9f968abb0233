using Prometheus.Core.Errors;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Encoders.Scaling;
using Prometheus.Encoders.Windows;
using Xunit;

namespace Prometheus.Tests.Encoders;

public sealed class DyadicMeansTests
{
    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(21)]
    [InlineData(5)]
    [InlineData(2)]
    [InlineData(126)]
    public void Many_columns_pool_as_one_window_does(int window)
    {
        const int Rows = 150, Columns = 5;
        var stream = new RandomStream("test", "dyadic means", "values");
        var (values, observed, holed) = (new double[Rows * Columns], new double[Rows * Columns], new double[Rows * Columns]);
        for (var k = 0; k < values.Length; k++)
        {
            observed[k] = stream.NextUniform() < 0.2 || (k % Columns == 4 && k / Columns is > 90 and < 110) ? 0 : 1;
            values[k] = observed[k] * stream.NextNormal();
            holed[k] = observed[k] > 0 ? values[k] : double.NaN;
        }

        var pool = new DyadicMeans(Columns, window);
        var means = Enumerable.Range(0, pool.Buckets).Select(_ => new double[values.Length]).ToArray();
        pool.Pool(values, observed, means);
        var expected = new double[pool.Buckets * Columns];
        for (var t = 0; t < Rows; t++)
        {
            DyadicWindow.Pool(Panel.Adopt(holed, Rows, Columns), t, window, expected);
            for (var b = 0; b < pool.Buckets; b++)
            {
                var row = t - DyadicMeans.Offset(b);
                for (var c = 0; c < Columns; c++)
                    Assert.Equal(expected[(b * Columns) + c], row < 0 ? 0 : means[b][(row * Columns) + c], 1e-12);
            }
        }
    }

    [Fact]
    public void A_complete_block_pools_to_the_same_bits()
    {
        const int Rows = 100, Columns = 8;
        var stream = new RandomStream("test", "dyadic means", "complete");
        var values = Enumerable.Range(0, Rows * Columns).Select(_ => stream.NextNormal()).ToArray();
        var (pool, known) = (new DyadicMeans(Columns, 63), Enumerable.Repeat(1.0, values.Length).ToArray());
        var (slow, fast) = (Arrays(), Arrays());
        pool.Pool(values, known, slow);
        values.CopyTo(fast[0], 0);
        pool.PoolComplete(values.Length, fast);
        for (var b = 0; b < pool.Buckets; b++)
            Assert.Equal(slow[b], fast[b]);
        Assert.Throws<ModelError>(() => new DyadicMeans(Columns, 60).PoolComplete(values.Length, fast));

        double[][] Arrays() => [.. Enumerable.Range(0, pool.Buckets).Select(_ => new double[values.Length])];
    }

    [Fact]
    public void The_scale_is_that_of_sorted_values()
    {
        var stream = new RandomStream("test", "robust scale", "values");
        foreach (var count in new[] { 1, 2, 3, 10, 101, 1000 })
        {
            var values = Enumerable.Range(0, count).Select(_ => Math.Round(stream.NextNormal(), 2)).ToArray();
            var scale = RobustScale.Of(values.ToArray());
            var median = Median(values);
            Assert.Equal(median, scale.Centre);
            var mad = 1.4826 * Median(values.Select(v => Math.Abs(v - median)));
            if (mad > 0)
                Assert.Equal(mad, scale.Scale, 1e-12);
        }

        Assert.Equal(new RobustScale(1, 0), RobustScale.Of([1.0, 1, 1]));
        Assert.Equal(new RobustScale(0, Math.Sqrt(0.25)), RobustScale.Of([0.0, 0, 0, 1]));
        Assert.Equal(0, RobustScale.Of([]).Scale);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
