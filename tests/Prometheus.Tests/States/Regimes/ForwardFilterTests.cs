using FsCheck;
using FsCheck.Fluent;
using Prometheus.Core.Numerics;
using Prometheus.States.Regimes;
using Xunit;

namespace Prometheus.Tests.States.Regimes;

public class ForwardFilterTests
{
    private static readonly double[] Transition = [.98, .02, .05, .95];
    private static readonly double[] Observed = [0.001, -0.004, -0.03, 0.025, -0.02, 0.002];

    /// <summary>Sheet B §1.5: the smoothed value of the first observation would be 0.659611, so a filter that peeks is found out.</summary>
    [Fact]
    public void Filtered_probabilities_equal_the_sheet()
    {
        double[] expected = [0.121873, 0.061808, 0.993210, 0.999073, 0.996858, 0.862677];
        double[] belief = [5.0 / 7, 2.0 / 7];
        var logLikelihood = 0.0;
        for (var t = 0; t < Observed.Length; t++)
        {
            if (t > 0)
                ForwardFilter.Predict(belief, Transition);
            logLikelihood += ForwardFilter.Update(belief, [Normal(Observed[t], 0.0005, 0.007), Normal(Observed[t], -0.002, 0.02)]);
            Assert.Equal(expected[t], belief[1], 1e-6);
        }

        Assert.Equal(14.683250, logLikelihood, 1e-6);
    }

    /// <summary>
    /// Sheet B §1.5: the recursion that scales its beliefs agrees with one that never leaves logarithms, over 400 observations, where an unscaled
    /// one would have long underflown.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Scaling_agrees_with_logarithms_of_sums(int seed)
    {
        var stream = new RandomStream("filter", $"seed {seed}");
        var sticky = ForwardFilter.Sticky(3, 0.95);
        double[] belief = [1 / 3.0, 1 / 3.0, 1 / 3.0];
        double[] logs = Array.ConvertAll(belief, Math.Log);
        var logLikelihood = 0.0;
        for (var t = 0; t < 400; t++)
        {
            var y = 3 * stream.NextNormal();
            double[] densities = [Normal(y, 0, 0.5), Normal(y, 1, 1), Normal(y, -1, 3)];
            if (t > 0)
            {
                ForwardFilter.Predict(belief, sticky);
                logs = [.. Enumerable.Range(0, 3).Select(j => LogSum(Enumerable.Range(0, 3).Select(i => logs[i] + Math.Log(sticky[(i * 3) + j]))))];
            }

            logLikelihood += ForwardFilter.Update(belief, densities);
            logs = [.. logs.Zip(densities, (a, b) => a + b)];
            var all = LogSum(logs);
            Assert.All(Enumerable.Range(0, 3), k => Assert.Equal(Math.Exp(logs[k] - all), belief[k], 1e-10));
            Assert.Equal(all, logLikelihood, 1e-10 * Math.Max(1, Math.Abs(all)));
        }
    }

    private static double LogSum(IEnumerable<double> logs)
    {
        var highest = logs.Max();
        return highest + Math.Log(logs.Sum(l => Math.Exp(l - highest)));
    }

    [Fact]
    public void Probabilities_stay_probabilities()
        => Prop.ForAll(Gen.Choose(-4000, 4000).ArrayOf(40).ToArbitrary(), numbers =>
        {
            double[] belief = [0.25, 0.25, 0.25, 0.25];
            var sticky = ForwardFilter.Sticky(4, 0.97);
            for (var t = 0; t < numbers.Length / 4; t++)
            {
                ForwardFilter.Predict(belief, sticky);
                ForwardFilter.Update(belief, numbers.AsSpan(4 * t, 4).ToArray().Select(n => n / 10.0).ToArray());
            }

            return Math.Abs(belief.Sum() - 1) < 1e-12 && belief.All(p => p is >= 0 and <= 1);
        }).QuickCheckThrowOnFailure();

    /// <summary>Softmax of distances 1, 2, 4 (sheet B §1.5): one update of an even belief.</summary>
    [Fact]
    public void An_update_of_an_even_belief_is_a_softmax()
    {
        double[] belief = [1 / 3.0, 1 / 3.0, 1 / 3.0];
        ForwardFilter.Update(belief, [-1, -2, -4]);
        Assert.Equal(0.705385, belief[0], 1e-6);
        Assert.Equal(0.259496, belief[1], 1e-6);
        Assert.Equal(0.035119, belief[2], 1e-6);
    }

    private static double Normal(double x, double mean, double deviation)
        => (-0.5 * (x - mean) * (x - mean) / (deviation * deviation)) - ScalarMath.Log(deviation) - (0.5 * ScalarMath.Log(2 * Math.PI));
}
