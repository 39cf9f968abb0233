using Prometheus.Core.Numerics;
using Prometheus.States.Regimes;
using Xunit;

namespace Prometheus.Tests.States.Regimes;

public class ChainFitTests
{
    private static readonly ChainPriors Weak = new(0.9, TransitionWeight: 1, Variance: 1, VarianceWeight: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_step_lowers_the_objective(int seed)
    {
        var rows = TwoStates(seed, 400, out _);
        for (var t = 5; t < rows.Length; t += 37)
            rows[t] = double.NaN;
        var fit = ChainFit.Run(rows, Start(), Weak, 30);
        for (var step = 1; step < fit.Objective.Count; step++)
            Assert.True(fit.Objective[step] >= fit.Objective[step - 1] - 1e-9, $"step {step}: {fit.Objective[step - 1]} → {fit.Objective[step]}");
    }

    [Fact]
    public void A_planted_chain_is_recovered()
    {
        var rows = TwoStates(7, 4000, out var truth);
        var fit = ChainFit.Run(rows, Start(), Weak, 40);
        var chain = fit.Chain;
        var high = chain.Means[0] > chain.Means[2] ? 0 : 1;
        Assert.Equal(1.0, chain.Means[2 * high], 0.1);
        Assert.Equal(-1.0, chain.Means[2 * (1 - high)], 0.1);
        Assert.Equal(0.95, chain.Transition[(high * 2) + high], 0.02);
        var right = Enumerable.Range(0, truth.Length).Count(t => (fit.Occupancy[(2 * t) + high] > 0.5) == truth[t]);
        Assert.True(right > 0.95 * truth.Length, $"{right} of {truth.Length} sessions are right");
    }

    [Fact]
    public void Occupancies_of_a_session_add_to_one()
    {
        var fit = ChainFit.Run(TwoStates(3, 300, out _), Start(), Weak, 5);
        for (var t = 0; t < 300; t++)
            Assert.Equal(1, fit.Occupancy[2 * t] + fit.Occupancy[(2 * t) + 1], 1e-12);
    }

    private static GaussianChain Start() => new(2, [1, 0.2], [0.3, 0, -0.3, 0], [1, 1, 1, 1], ForwardFilter.Sticky(2, 0.9));

    /// <summary>Two features; the first tells the states apart, the second does not.</summary>
    private static double[] TwoStates(int seed, int count, out bool[] truth)
    {
        var stream = new RandomStream("test", "chain", seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var rows = new double[2 * count];
        truth = new bool[count];
        for (var t = 0; t < count; t++)
        {
            truth[t] = t > 0 && (truth[t - 1] ^ (stream.NextUniform() < 0.05));
            rows[2 * t] = (truth[t] ? 1 : -1) + (0.6 * stream.NextNormal());
            rows[(2 * t) + 1] = stream.NextNormal();
        }

        return rows;
    }
}
