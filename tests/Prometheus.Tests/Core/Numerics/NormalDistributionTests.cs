using Prometheus.Core.Numerics;
using Xunit;

namespace Prometheus.Tests.Core.Numerics;

/// <summary>Reference values were computed with 40 digits.</summary>
public class NormalDistributionTests
{
    [Theory]
    [InlineData(-37.5, 4.6053530095819548438e-308)]
    [InlineData(-20.0, 2.7536241186062336951e-89)]
    [InlineData(-8.5, 9.4795348222033183542e-18)]
    [InlineData(-6.0, 9.865876450376981407e-10)]
    [InlineData(-5.7, 5.9903714010635281878e-9)]
    [InlineData(-5.5, 1.8989562465887719384e-8)]
    [InlineData(-3.0, 0.0013498980316300945267)]
    [InlineData(-1.96, 0.024997895148220436213)]
    [InlineData(-1.0, 0.15865525393145705141)]
    [InlineData(-0.7, 0.24196365222307302862)]
    [InlineData(-0.6, 0.27425311775007358769)]
    [InlineData(-0.25, 0.40129367431707627576)]
    [InlineData(-1.0e-10, 0.49999999996010577196)]
    [InlineData(0.0, 0.5)]
    [InlineData(0.1, 0.53982783727702898367)]
    [InlineData(0.5, 0.69146246127401310364)]
    [InlineData(0.67, 0.74857110490468989845)]
    [InlineData(1.0, 0.84134474606854294859)]
    [InlineData(1.5, 0.933192798731141934)]
    [InlineData(2.5, 0.99379033467422386483)]
    [InlineData(4.0, 0.99996832875816688008)]
    [InlineData(7.0, 0.99999999999872018746)]
    public void Distribution_function_meets_its_reference(double x, double expected)
        => Assert.Equal(expected, NormalDistribution.Cdf(x), 4e-15 * expected);

    [Theory]
    [InlineData(1e-300, -37.047096299361199237)]
    [InlineData(1e-100, -21.273453560965324294)]
    [InlineData(1e-20, -9.2623400897984075796)]
    [InlineData(1e-10, -6.3613409024040561991)]
    [InlineData(1e-05, -4.2648907939228246102)]
    [InlineData(0.001, -3.0902323061678135354)]
    [InlineData(0.0749, -1.4402382675279636631)]
    [InlineData(0.0751, -1.4388253927525399824)]
    [InlineData(0.25, -0.6744897501960817432)]
    [InlineData(0.3, -0.52440051270804081597)]
    [InlineData(0.49, -0.025068908258711058033)]
    [InlineData(0.500001, 2.5066282747057051991e-6)]
    [InlineData(0.6, 0.25334710313579974132)]
    [InlineData(0.75, 0.6744897501960817432)]
    [InlineData(0.925, 1.4395314709384562291)]
    [InlineData(0.9251, 1.4402382675279638594)]
    [InlineData(0.99, 2.3263478740408407676)]
    [InlineData(0.999999, 4.7534243088170877657)]
    public void Quantile_meets_its_reference(double p, double expected)
        => Assert.Equal(expected, NormalDistribution.InverseCdf(p), 2e-15 * Math.Abs(expected));

    [Fact]
    public void Edges_are_infinite_and_nonsense_is_not_a_number()
    {
        Assert.Equal(double.NegativeInfinity, NormalDistribution.InverseCdf(0));
        Assert.Equal(double.PositiveInfinity, NormalDistribution.InverseCdf(1));
        Assert.Equal(0, NormalDistribution.InverseCdf(0.5));
        Assert.True(double.IsNaN(NormalDistribution.InverseCdf(-1e-9)));
        Assert.True(double.IsNaN(NormalDistribution.InverseCdf(1.000001)));
        Assert.True(double.IsNaN(NormalDistribution.InverseCdf(double.NaN)));
        Assert.Equal(0, NormalDistribution.Cdf(double.NegativeInfinity));
        Assert.Equal(1, NormalDistribution.Cdf(double.PositiveInfinity));
        Assert.True(double.IsNaN(NormalDistribution.Cdf(double.NaN)));
    }

    [Fact]
    public void Quantiles_are_antisymmetric_and_undo_the_distribution_function()
    {
        for (var i = 1; i < 4096; i++)
        {
            var p = i / 4096.0;
            Assert.True(Ulps.Between(NormalDistribution.InverseCdf(p), -NormalDistribution.InverseCdf(1 - p)) == 0);
            Assert.Equal(p, NormalDistribution.Cdf(NormalDistribution.InverseCdf(p)), 1e-14 * p);
        }
    }
}
