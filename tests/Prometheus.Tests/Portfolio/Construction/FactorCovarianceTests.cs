using MathNet.Numerics.LinearAlgebra;
using Prometheus.Core.Numerics;
using Prometheus.Portfolio.Construction.Covariance;
using Xunit;

namespace Prometheus.Tests.Portfolio.Construction;

public sealed class FactorCovarianceTests
{
    private static readonly double[] FiveDays =
        [.010, -.020, .005, -.015, .010, 0, .020, .015, -.010, -.005, -.012, .008, .012, .004, .001];

    [Fact]
    public void Shrinkage_agrees_with_the_published_estimator()
    {
        var covariance = FactorCovariance.Estimate(FiveDays, 5, 3, 3);
        Assert.Equal(0.842281, covariance.Shrinkage.Intensity, 6);
        Assert.Equal(1.2448e-4, covariance.Shrinkage.MeanVariance, 8);
    }

    [Theory]
    [InlineData(60, 12)]
    [InlineData(30, 70)]
    public void Leading_factors_are_those_of_a_full_eigendecomposition(int observations, int names)
    {
        var returns = FactorReturns(observations, names, seed: 3);
        var sample = SampleCovariance(returns, observations, names);
        var eigen = Matrix<double>.Build.DenseOfRowMajor(names, names, sample).Evd(Symmetricity.Symmetric);
        var covariance = FactorCovariance.Estimate(returns, observations, names, 2);

        var keep = 1 - covariance.Shrinkage.Intensity;
        var ridge = covariance.Shrinkage.Intensity * covariance.Shrinkage.MeanVariance;
        var dense = covariance.ToDense();
        for (var i = 0; i < names; i++)
        {
            for (var j = 0; j < names; j++)
            {
                var common = 0.0;
                for (var k = 1; k <= 2; k++)
                    common += eigen.EigenValues[names - k].Real * eigen.EigenVectors[i, names - k] * eigen.EigenVectors[j, names - k];
                var expected = i == j ? (keep * sample[(i * names) + i]) + ridge : keep * common;
                Assert.Equal(expected, dense[(i * names) + j], 8);
            }
        }
    }

    [Fact]
    public void Factor_form_and_dense_form_are_the_same_matrix()
    {
        var covariance = FactorCovariance.Estimate(FactorReturns(100, 37, seed: 5), 100, 37, 5);
        var random = new Random(7);
        var weights = Enumerable.Range(0, 37).Select(_ => random.NextDouble() - 0.4).ToArray();
        var dense = covariance.ToDense();
        var product = covariance.Times(weights);
        for (var i = 0; i < 37; i++)
            Assert.Equal(weights.Select((w, j) => w * dense[(i * 37) + j]).Sum(), product[i], 15);
    }

    [Fact]
    public void More_names_than_sessions_go_through_the_smaller_matrix_to_the_same_shrinkage()
    {
        var returns = FactorReturns(20, 50, seed: 11);
        var sample = SampleCovariance(returns, 20, 50);
        var fourth = 0.0;
        for (var t = 0; t < 20; t++)
        {
            var square = 0.0;
            for (var i = 0; i < 50; i++)
            {
                var mean = Enumerable.Range(0, 20).Average(s => returns[(s * 50) + i]);
                square += (returns[(t * 50) + i] - mean) * (returns[(t * 50) + i] - mean);
            }

            fourth += square * square;
        }

        var expected = LedoitWolf.Estimate(20, 50, Enumerable.Range(0, 50).Sum(i => sample[(i * 50) + i]), sample.Sum(c => c * c), fourth);
        var covariance = FactorCovariance.Estimate(returns, 20, 50, 3);
        Assert.Equal(expected.Intensity, covariance.Shrinkage.Intensity, 12);
        Assert.Equal(expected.MeanVariance, covariance.Shrinkage.MeanVariance, 15);
    }

    [Fact]
    public void A_missing_return_counts_as_the_names_mean()
    {
        double[] holed = [.01, .02, double.NaN, -.01, .03, .01];
        double[] filled = [.01, .02, .02, -.01, .03, .01];
        Assert.Equal(FactorCovariance.Estimate(filled, 3, 2, 2).ToDense(), FactorCovariance.Estimate(holed, 3, 2, 2).ToDense());
    }

    private static double[] FactorReturns(int observations, int names, int seed)
    {
        var random = new Random(seed);
        var loadings = Enumerable.Range(0, names).Select(_ => (0.5 + random.NextDouble(), random.NextDouble() - 0.5)).ToArray();
        var returns = new double[observations * names];
        for (var t = 0; t < observations; t++)
        {
            var (market, style) = (0.02 * (random.NextDouble() - 0.5), 0.01 * (random.NextDouble() - 0.5));
            for (var i = 0; i < names; i++)
                returns[(t * names) + i] = (loadings[i].Item1 * market) + (loadings[i].Item2 * style) + (0.002 * (random.NextDouble() - 0.5));
        }

        return returns;
    }

    private static double[] SampleCovariance(double[] returns, int observations, int names)
    {
        var means = Enumerable.Range(0, names).Select(i => Enumerable.Range(0, observations).Average(t => returns[(t * names) + i])).ToArray();
        var sample = new double[names * names];
        for (var i = 0; i < names; i++)
        {
            for (var j = 0; j < names; j++)
            {
                for (var t = 0; t < observations; t++)
                    sample[(i * names) + j] += (returns[(t * names) + i] - means[i]) * (returns[(t * names) + j] - means[j]) / observations;
            }
        }

        return sample;
    }
}
