using Prometheus.Core.Numerics;
using Prometheus.Core.Statistics;
using Prometheus.Opinions.Assessment;
using Xunit;

namespace Prometheus.Tests.Core.Statistics;

public class RidgeHeadTests
{
    [Fact]
    public void Coefficients_solve_the_normal_equations()
    {
        const int n = 12;
        var stream = new RandomStream("test", "ridge");
        var (x, y) = (new double[200 * n], new double[200]);
        for (var k = 0; k < x.Length; k++)
            x[k] = stream.NextNormal();
        for (var i = 0; i < y.Length; i++)
            y[i] = x[i * n] - (0.5 * x[(i * n) + 3]) + stream.NextNormal();
        var (gram, moments) = (new double[n * n], new double[n]);
        for (var i = 0; i < y.Length; i++)
        {
            for (var a = 0; a < n; a++)
            {
                moments[a] += x[(i * n) + a] * y[i];
                for (var b = 0; b < n; b++)
                    gram[(a * n) + b] += x[(i * n) + a] * x[(i * n) + b];
            }
        }

        const double penalty = 3.7;
        var (coefficients, freedom) = RidgeHead.Solve(gram, n, moments, penalty);
        for (var a = 0; a < n; a++)
        {
            var left = penalty * coefficients[a];
            for (var b = 0; b < n; b++)
                left += gram[(a * n) + b] * coefficients[b];
            Assert.Equal(moments[a], left, 1e-10 * Math.Abs(moments[a]) + 1e-10);
        }

        var eigen = (double[])gram.Clone();
        SymmetricEigen.Diagonalize(eigen, n);
        Assert.Equal(Enumerable.Range(0, n).Sum(k => eigen[(k * n) + k] / (eigen[(k * n) + k] + penalty)), freedom, 1e-9);
    }

    [Fact]
    public void Dates_weigh_the_same_whatever_their_number_of_names()
    {
        double[] x = [1, -1];
        double[] y = [1, -1];
        var (once, twice) = (new RidgeHead(1), new RidgeHead(1));
        once.Add(x, y);
        once.Add([1, -1], [-1, 1]);
        twice.Add([.. x, .. x, .. x], [.. y, .. y, .. y]);
        twice.Add([1, -1], [-1, 1]);
        Assert.Equal(0, once.Solve(1)!.Value.Coefficients[0], 1e-12);
        Assert.Equal(0, twice.Solve(1)!.Value.Coefficients[0], 1e-12);
    }

    [Fact]
    public void Noise_is_shrunk_and_signal_is_kept()
    {
        var stream = new RandomStream("test", "ridge noise");
        Assert.True(Solve(_ => stream.NextNormal()).Penalty >= 100);
        Assert.True(Solve(x => x + (0.1 * stream.NextNormal())).Penalty <= 0.1);

        (double Penalty, double[] Coefficients) Solve(Func<double, double> outcome)
        {
            var head = new RidgeHead(8);
            for (var date = 0; date < 60; date++)
            {
                var x = Enumerable.Range(0, 30 * 8).Select(_ => stream.NextNormal()).ToArray();
                head.Add(x, Enumerable.Range(0, 30).Select(i => outcome(x[i * 8])).ToArray());
            }

            return head.Solve(1)!.Value;
        }
    }

    [Fact]
    public void Nothing_that_varies_makes_no_head()
    {
        var head = new RidgeHead(3);
        head.Add(new double[6], [1, -1]);
        Assert.Null(head.Solve(1));
    }

    [Fact]
    public void A_sketch_keeps_inner_products_nearly()
    {
        const int wide = 1424;
        var (stream, sketch) = (new RandomStream("test", "sketch"), new VectorSketch(wide));
        var errors = 0.0;
        for (var trial = 0; trial < 50; trial++)
        {
            var (a, b) = (Unit(), Unit());
            var (sa, sb) = (new float[VectorSketch.Width], new float[VectorSketch.Width]);
            sketch.Write(a, sa);
            sketch.Write(b, sb);
            errors += Math.Pow(Dot(a, b) - Dot(sa, sb), 2) / 50;
        }

        Assert.True(Math.Sqrt(errors) < 0.1, $"root mean square error {Math.Sqrt(errors)}");
        var narrow = new float[] { 1, 2, 3 };
        var same = new float[3];
        new VectorSketch(3).Write(narrow, same);
        Assert.Equal(narrow, same);

        float[] Unit()
        {
            var v = Enumerable.Range(0, wide).Select(_ => stream.NextNormal()).ToArray();
            var length = Math.Sqrt(v.Sum(x => x * x));
            return Array.ConvertAll(v, x => (float)(x / length));
        }

        double Dot(float[] x, float[] y) => x.Zip(y, (p, q) => (double)p * q).Sum();
    }
}
