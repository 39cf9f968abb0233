using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Errors;
using Prometheus.Portfolio.Construction.Covariance;
using Prometheus.Portfolio.Construction.Schemes;
using Xunit;

namespace Prometheus.Tests.Portfolio.Construction;

public sealed class SchemesTests
{
    [Fact]
    public void Equal_weight_is_equal() => Assert.Equal([0.25, 0.25, 0.25, 0.25], EqualWeight.Weights(4));

    [Fact]
    public void Inverse_volatility_gives_three_fifths_to_the_calmer_of_two()
    {
        var weights = InverseVolatility.Weights([0.2, 0.3, double.NaN]);
        Assert.Equal(0.6, weights[0], 15);
        Assert.Equal(0.4, weights[1], 15);
        Assert.Equal(0, weights[2]);
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(0.9)]
    public void Equal_risk_of_two_names_ignores_their_correlation(double correlation)
    {
        var weights = EqualRiskContribution.Weights(TwoNames(correlation), 2);
        Assert.Equal(0.6, weights[0], 12);
        Assert.Equal(0.4, weights[1], 12);
    }

    [Fact]
    public void Equal_risk_under_equal_correlation_is_inverse_volatility()
    {
        double[] sigma = [0.1, 0.15, 0.2, 0.35, 0.5];
        var covariance = new double[25];
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 5; j++)
                covariance[(i * 5) + j] = (i == j ? 1 : 0.3) * sigma[i] * sigma[j];
        }

        var expected = InverseVolatility.Weights(sigma);
        var weights = EqualRiskContribution.Weights(covariance, 5);
        for (var i = 0; i < 5; i++)
            Assert.Equal(expected[i], weights[i], 11);
    }

    [Fact]
    public void Equal_risk_contributions_are_equal()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var (n, covariance) = RandomCovariance(new Random(seed));
            var weights = EqualRiskContribution.Weights(covariance, n);
            var risk = EulerRisk.Decompose(weights, Times(covariance, weights));
            Assert.Equal(1, weights.Sum(), 12);
            Assert.All(risk.Contributions, c => Assert.Equal(risk.Volatility / n, c, 9));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_name_without_variance_has_no_equal_risk()
        => Assert.Throws<ModelError>(() => EqualRiskContribution.Weights([0, 0, 0, 1], 2));

    [Fact]
    public void The_least_volatile_mix_of_two_names_is_known()
    {
        // σ = (.2, .3), ρ = .25: w = (.75, .25), σ_p = .183712; there every name adds risk in proportion to its weight.
        double[] weights = [0.75, 0.25];
        var risk = EulerRisk.Decompose(weights, Times(TwoNames(0.25), weights));
        Assert.Equal(0.183712, risk.Volatility, 6);
        Assert.Equal(risk.Contributions[0] / 0.75, risk.Contributions[1] / 0.25, 12);
    }

    [Fact]
    public void Contributions_sum_to_the_volatility()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var (n, covariance) = RandomCovariance(random);
            var weights = Enumerable.Range(0, n).Select(_ => random.NextDouble() - 0.3).ToArray();
            var risk = EulerRisk.Decompose(weights, Times(covariance, weights));
            Assert.True(Math.Abs(risk.Contributions.Sum() - risk.Volatility) <= 1e-12);
        }).QuickCheckThrowOnFailure();
    }

    private static double[] TwoNames(double correlation) => [0.04, correlation * 0.06, correlation * 0.06, 0.09];

    private static double[] Times(double[] matrix, double[] vector)
        => Enumerable.Range(0, vector.Length).Select(i => vector.Select((v, j) => v * matrix[(i * vector.Length) + j]).Sum()).ToArray();

    private static (int Names, double[] Covariance) RandomCovariance(Random random)
    {
        var n = random.Next(1, 12);
        var roots = Enumerable.Range(0, n * n).Select(_ => random.NextDouble() - 0.5).ToArray();
        var covariance = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                for (var k = 0; k < n; k++)
                    covariance[(i * n) + j] += roots[(i * n) + k] * roots[(j * n) + k];
            }

            covariance[(i * n) + i] += 0.01;
        }

        return (n, covariance);
    }
}
