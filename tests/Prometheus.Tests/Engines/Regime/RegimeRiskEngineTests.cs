using Prometheus.Core.Panels;
using Prometheus.Engines.Regime;
using Xunit;

namespace Prometheus.Tests.Engines.Regime;

public class RegimeRiskEngineTests
{
    [Fact]
    public void A_long_calm_with_one_short_crisis_is_not_a_daily_alarm()
    {
        var labels = Enumerable.Repeat((byte)RegimeLabel.Neutral, 250).ToArray();
        Array.Fill(labels, (byte)RegimeLabel.Crisis, 120, 5);
        var risk = RegimeRiskEngine.Compute(Codes(labels), Certain(labels), RegimeRiskOptions.Default).At(249);
        Assert.True(risk.ChangeAny < 0.02, $"p_change_any {risk.ChangeAny}");
        Assert.Equal(249, risk.Observations);
    }

    [Fact]
    public void A_session_counts_only_transitions_up_to_itself()
    {
        byte[] labels = [3, 3, 2, 2, 0, 0, 1, 3, 3, 2];
        var whole = RegimeRiskEngine.Compute(Codes(labels), Certain(labels), RegimeRiskOptions.Default);
        var cut = RegimeRiskEngine.Compute(Codes(labels[..6]), Certain(labels[..6]), RegimeRiskOptions.Default);
        for (var t = 0; t < 6; t++)
            Assert.Equal(cut.At(t), whole.At(t));
    }

    [Fact]
    public void Risks_are_probabilities_at_any_horizon_and_a_hit_within_is_no_less_likely_than_a_hit_at()
    {
        byte[] labels = [3, 3, 2, 2, 0, 0, 1, 3, 3, 2];
        foreach (var steps in new[] { 1, 5, 21 })
        {
            var risk = RegimeRiskEngine.Compute(Codes(labels), Certain(labels), RegimeRiskOptions.Default with { HorizonSteps = steps }).At(9);
            Assert.InRange(risk.ChangeAny, 0, 1);
            Assert.InRange(risk.ToCrisisOrRiskOff + risk.ToCarry, 0, 1 + 1e-12);
            Assert.True(risk.HitStressWithin >= risk.ToCrisisOrRiskOff - 1e-12);
        }
    }

    private static CodePanel Codes(byte[] labels) => CodePanel.Adopt([.. labels], labels.Length, 1);

    private static Panel Certain(byte[] labels)
    {
        var values = new double[labels.Length * RegimeState.Labels];
        for (var t = 0; t < labels.Length; t++)
            values[(t * RegimeState.Labels) + labels[t]] = 1;
        return Panel.Adopt(values, labels.Length, RegimeState.Labels);
    }
}
