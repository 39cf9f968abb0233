using Prometheus.Core.Numerics;
using Prometheus.Engines.Regime;
using Xunit;

namespace Prometheus.Tests.Engines.Regime;

/// <summary>Reference numbers of sheet B §1.5.</summary>
public class GaussianChainTests
{
    private static readonly GaussianChain Known = new(
        [5.0 / 7, 2.0 / 7], [0.98, 0.02, 0.05, 0.95], [0.0005, -0.002], [0.007 * 0.007, 0.02 * 0.02]);

    private static readonly double[] Observed = [0.001, -0.004, -0.03, 0.025, -0.02, 0.002];

    [Fact]
    public void Filtered_probabilities_and_likelihood_match_the_sum_over_all_paths()
    {
        var (filtered, logLikelihood) = Known.Filter(Observed);
        double[] expected = [0.121873, 0.061808, 0.993210, 0.999073, 0.996858, 0.862677];
        for (var t = 0; t < expected.Length; t++)
            Assert.Equal(expected[t], filtered[(2 * t) + 1], 5e-7);
        Assert.Equal(14.683250, logLikelihood, 5e-7);
    }

    [Fact]
    public void Smoothed_probabilities_know_what_filtered_ones_must_not()
    {
        var smoothed = Known.Smooth(Observed);
        double[] expected = [0.659611, 0.757706, 0.999837, 0.999837, 0.991954, 0.862677];
        for (var t = 0; t < expected.Length; t++)
            Assert.Equal(expected[t], smoothed[(2 * t) + 1], 5e-7);
        Assert.True(smoothed[1] - Known.Filter(Observed).Filtered[1] > 0.5);
    }

    [Fact]
    public void The_likelihood_never_falls_and_known_parameters_are_recovered()
    {
        var (rows, stay) = Simulate(4_000);
        var told = new List<double>();
        var start = new GaussianChain([0.5, 0.5], ForwardFilter.Sticky(2, 0.9), [0.2, -0.2], [1, 4]);
        var fit = GaussianChain.Fit(rows, start, 200, 1e-9, told);
        for (var step = 1; step < told.Count; step++)
            Assert.True(told[step] >= told[step - 1] - 1e-9, $"round {step}: {told[step - 1]} then {told[step]}");
        Assert.Equal(0.7, Math.Sqrt(fit.Variances[0]), 0.05);
        Assert.Equal(2.0, Math.Sqrt(fit.Variances[1]), 0.15);
        Assert.Equal(stay, fit.Transition[0], 0.01);
    }

    [Fact]
    public void A_filtered_row_does_not_change_when_the_future_is_cut()
    {
        var whole = Known.Filter(Observed).Filtered;
        var cut = Known.Filter(Observed.AsSpan(0, 3)).Filtered;
        Assert.Equal(whole[..6], cut);
    }

    [Fact]
    public void Powers_of_a_chain_and_hits_within_a_horizon_match_closed_forms()
    {
        double[] matrix = [0.9, 0.1, 0.3, 0.7];
        Assert.Equal(0.23056, MarkovChain.Power(matrix, 2, 5)[1], 1e-12);
        Assert.Equal(0.40951, MarkovChain.HitWithin(matrix, [false, true], 5)[0], 1e-12);
        var (three, two, five) = (MarkovChain.Power(matrix, 2, 3), MarkovChain.Power(matrix, 2, 2), MarkovChain.Power(matrix, 2, 5));
        Assert.Equal(five[0], (three[0] * two[0]) + (three[1] * two[2]), 1e-12);
    }

    private static (double[] Rows, double Stay) Simulate(int count)
    {
        const double stay = 0.98;
        var stream = new RandomStream("gaussian chain test");
        var rows = new double[count];
        var state = 0;
        for (var t = 0; t < count; t++)
        {
            state = stream.NextUniform() < (state == 0 ? stay : 0.95) ? state : 1 - state;
            rows[t] = (state == 0 ? 0.7 : 2.0) * stream.NextNormal();
        }

        return (rows, stay);
    }
}
