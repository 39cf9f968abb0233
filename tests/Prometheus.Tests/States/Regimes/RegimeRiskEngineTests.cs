using Prometheus.Core.Panels;
using Prometheus.States.Regimes;
using Xunit;

namespace Prometheus.Tests.States.Regimes;

public class RegimeRiskEngineTests
{
    private const byte Crisis = (byte)RegimeLabel.Crisis;
    private const byte Carry = (byte)RegimeLabel.Carry;
    private const byte Neutral = (byte)RegimeLabel.Neutral;
    private static readonly double[] Chain = [.9, .1, .3, .7];

    [Fact]
    public void Powers_and_first_hits_equal_the_sheet()
    {
        Assert.Equal(0.23056, MarkovChain.Power(Chain, 2, 5)[1], 1e-12);
        Assert.Equal(0.40951, MarkovChain.HitWithin(Chain, [false, true], 5)[0], 1e-12);
        Assert.Equal(1, MarkovChain.HitWithin(Chain, [false, true], 5)[1]);
    }

    [Fact]
    public void Powers_add_and_rows_sum_to_one()
    {
        double[] m = [.7, .2, .1, 0, .1, .8, .05, .05, 0, .1, .85, .05, .3, .3, .3, .1];
        var (two, three, five) = (MarkovChain.Power(m, 4, 2), MarkovChain.Power(m, 4, 3), MarkovChain.Power(m, 4, 5));
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(1, five.AsSpan(4 * i, 4).ToArray().Sum(), 1e-12);
            for (var j = 0; j < 4; j++)
                Assert.Equal(five[(4 * i) + j], Enumerable.Range(0, 4).Sum(k => two[(4 * i) + k] * three[(4 * k) + j]), 1e-12);
        }
    }

    /// <summary>250 calm days with one spell of five: counting changes alone would call a change certain.</summary>
    [Fact]
    public void Staying_counts()
    {
        var labels = Enumerable.Repeat(Neutral, 120).Concat(Enumerable.Repeat(Crisis, 5)).Concat(Enumerable.Repeat(Neutral, 130)).ToArray();
        var risk = Compute(labels, 1).At(254);
        Assert.InRange(risk.ChangeAny, 0.001, 0.02);
        Assert.Equal(254, risk.Observations);
        Assert.Equal(risk.ToCrisisOrRiskOff, risk.Score);
    }

    [Fact]
    public void A_gap_is_no_pair_and_has_no_risk()
    {
        var risks = Compute([Carry, Carry, CodePanel.None, Crisis, Carry], 1);
        Assert.Equal(1, risks.At(1).Observations);
        Assert.True(double.IsNaN(risks.At(2).Score));
        Assert.Equal(1, risks.At(2).Observations);
        Assert.Equal(2, risks.At(4).Observations);
    }

    [Fact]
    public void Later_labels_change_no_earlier_risk()
    {
        var calm = Compute([Carry, Carry, Neutral, Carry, Carry, Carry], 3);
        var stormy = Compute([Carry, Carry, Neutral, Carry, Crisis, Crisis], 3);
        for (var t = 0; t < 4; t++)
            Assert.Equal(calm.At(t), stormy.At(t));
    }

    [Fact]
    public void Risk_grows_with_the_horizon_out_of_calm()
    {
        byte[] labels = [Carry, Carry, Neutral, Crisis, Neutral, Carry, Carry];
        Assert.True(Compute(labels, 5).At(6).HitStressWithin > Compute(labels, 1).At(6).HitStressWithin);
        Assert.Equal(Compute(labels, 1).At(6).ToCrisisOrRiskOff, Compute(labels, 1).At(6).HitStressWithin, 1e-12);
    }

    private static RegimeRiskState Compute(byte[] labels, int horizon)
    {
        var probabilities = new double[labels.Length * RegimeState.Labels];
        for (var t = 0; t < labels.Length; t++)
        {
            for (var k = 0; k < RegimeState.Labels; k++)
                probabilities[(t * RegimeState.Labels) + k] = labels[t] == CodePanel.None ? double.NaN : labels[t] == k ? 1 : 0;
        }

        return RegimeRiskEngine.Compute(
            CodePanel.Adopt(labels, labels.Length, 1),
            Panel.Adopt(probabilities, labels.Length, RegimeState.Labels),
            RegimeRiskOptions.Default with { HorizonSteps = horizon });
    }
}
