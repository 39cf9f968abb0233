using MathNet.Numerics.LinearAlgebra;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.Encoders.Clustering;
using Prometheus.Encoders.Projection;
using Prometheus.Encoders.Scaling;
using Prometheus.Encoders.Windows;
using Xunit;

namespace Prometheus.Tests.Encoders;

public class EncodersTests
{
    [Fact]
    public void Expanding_scale_equals_the_plain_median_and_deviation()
    {
        var stream = new RandomStream("test", "scale");
        var values = Enumerable.Range(0, 200).Select(k => k % 9 == 4 ? double.NaN : Math.Round(5 * stream.NextNormal(), 1)).ToArray();
        var scaled = ExpandingScale.Apply(Panel.Adopt(values, 200, 1), 10, 5);
        for (var t = 0; t < 200; t++)
        {
            var seen = values[..(t + 1)].Where(v => !double.IsNaN(v)).ToArray();
            if (seen.Length < 10 || double.IsNaN(values[t]))
            {
                Assert.True(double.IsNaN(scaled[t, 0]));
                continue;
            }

            var median = Median(seen);
            var mad = 1.4826 * Median(seen.Select(v => Math.Abs(v - median)));
            Assert.Equal(Math.Clamp((values[t] - median) / mad, -5, 5), scaled[t, 0], 1e-12);
        }
    }

    [Fact]
    public void A_dyadic_window_of_seven_has_three_means()
    {
        var values = Panel.Adopt([9, 1, 2, 3, 4, double.NaN, 6, 7], 8, 1);
        var pooled = new double[3];
        var observed = DyadicWindow.Pool(values, 7, 7, pooled);
        Assert.Equal([7, 6, 2.5], pooled); // 7 · mean of (NaN, 6) · mean of (1, 2, 3, 4)
        Assert.Equal(6 / 7.0, observed, 1e-15);
        Assert.Equal((6, 1, 4), (DyadicWindow.Buckets(63), DyadicWindow.Buckets(1), DyadicWindow.Buckets(8)));
        DyadicWindow.Pool(values, 1, 7, pooled);
        Assert.Equal([1, 9, 0], pooled);
    }

    [Fact]
    public void Whitened_components_have_unit_covariance_whether_moments_are_added_at_once_or_by_year()
    {
        var rows = Correlated(400, 6);
        var (whole, parts) = (new Moments(6), new Moments(6));
        whole.Add(rows, 0, 400);
        parts.Add(rows, 0, 150);
        parts.Add(rows, 150, 400);
        var fit = WhitenedComponents.Fit(whole, 4, 0);
        Assert.Equal(fit.Variances[0], WhitenedComponents.Fit(parts, 4, 0).Variances[0], 1e-12);
        var z = Matrix<double>.Build.Dense(400, 4);
        var row = new double[4];
        for (var t = 0; t < 400; t++)
        {
            fit.Apply(rows.Row(t), row);
            z.SetRow(t, row);
        }

        var covariance = z.TransposeThisAndMultiply(z) / 400;
        Assert.True((covariance - Matrix<double>.Build.DenseIdentity(4)).FrobeniusNorm() < 1e-9, covariance.ToString());
    }

    [Fact]
    public void A_turned_encoder_is_turned_back()
    {
        var moments = new Moments(5);
        moments.Add(Correlated(300, 5), 0, 300);
        var fit = WhitenedComponents.Fit(moments, 5, 0.1);
        var (c, s) = (0.8, 0.6);
        double[] rotation = [c, s, 0, 0, 0, -s, c, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 1];
        var back = Procrustes.Align(fit.Turned(rotation), fit);
        for (var k = 0; k < fit.Projection.Length; k++)
            Assert.Equal(fit.Projection[k], back.Projection[k], 1e-9);
    }

    [Fact]
    public void Three_clumps_are_found_whatever_the_order_of_calls()
    {
        var stream = new RandomStream("test", "clumps");
        var rows = Enumerable.Range(0, 90).SelectMany(r => new[] { (10 * (r % 3)) + stream.NextNormal(), stream.NextNormal() }).ToArray();
        var fit = KMeans.Fit(rows, 2, 3, 5, new RandomStream("seed"));
        for (var r = 0; r < 90; r++)
            Assert.Equal(fit.Assigned[r % 3], fit.Assigned[r]);
        Assert.Equal(fit.Centres, KMeans.Fit(rows, 2, 3, 5, new RandomStream("seed")).Centres);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static Panel Correlated(int rows, int columns)
    {
        var stream = new RandomStream("test", "correlated");
        var values = new double[rows * columns];
        for (var t = 0; t < rows; t++)
        {
            var common = stream.NextNormal();
            for (var i = 0; i < columns; i++)
                values[(t * columns) + i] = (i * common) + ((1 + (0.3 * i)) * stream.NextNormal()) + i;
        }

        return Panel.Adopt(values, rows, columns);
    }
}
