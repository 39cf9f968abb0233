using Prometheus.Core.Errors;
using Prometheus.Core.Panels;
using Prometheus.Engines.Regime;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.Tests.Engines.Regime;

public class RegimeEngineTests
{
    [Theory]
    [InlineData(RegimeMethod.Prototypes)]
    [InlineData(RegimeMethod.Hmm)]
    public void A_row_does_not_change_when_the_future_is_cut_or_changed(RegimeMethod method)
    {
        var market = EngineWorld.Random(12, 700);
        var options = RegimeOptions.Default with { Method = method };
        Assert.Null(LookAhead.Find(market, m => Panels(RegimeEngine.Compute(m, options, 1)), [200, 430, 521, 522, 523, 655]));
    }

    [Fact]
    public void The_first_fit_comes_with_a_year_and_uses_earlier_windows_only()
    {
        var planted = PlantedRegimes.Make(1, names: 20, sessions: 900);
        var state = RegimeEngine.Compute(planted.Market, RegimeOptions.Default, 1);
        Assert.NotEmpty(state.Fits);
        Assert.All(state.Fits, fit =>
        {
            var sessions = planted.Market.Sessions;
            Assert.NotEqual(sessions[fit.ServesFrom].Year, sessions[fit.ServesFrom - 1].Year);
            Assert.True(fit.TrainingEnd <= fit.ServesFrom - 1);
            Assert.True(fit.TrainingEnd - fit.TrainingFirst >= RegimeOptions.Default.MinimumTraining);
            Assert.Equal(fit.TrainingEnd - fit.TrainingFirst, fit.Counts.Sum());
        });
    }

    [Fact]
    public void Probabilities_add_to_one_and_the_label_is_the_most_probable()
    {
        var state = RegimeEngine.Compute(PlantedRegimes.Make(2, names: 20, sessions: 700).Market, RegimeOptions.Default, 1);
        var labelled = 0;
        for (var t = 0; t < state.Sessions; t++)
        {
            if (state.LabelAt(t) is not { } label)
            {
                Assert.True(double.IsNaN(state.ConfidenceAt(t)));
                continue;
            }

            labelled++;
            var row = state.Probability.Row(t).ToArray();
            Assert.Equal(1, row.Sum(), 1e-12);
            Assert.Equal(row.Max(), row[(int)label]);
            Assert.Equal(row.Max(), state.ConfidenceAt(t));
        }

        Assert.True(labelled > 600);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(14)]
    public void Planted_regimes_are_found_and_not_by_luck(int seed)
    {
        var planted = PlantedRegimes.Make(seed);
        var found = PlantedAccuracy.Of(RegimeEngine.Compute(planted.Market, RegimeOptions.Default, 1).Label, planted.Truth);
        Assert.True(found.Balanced >= 0.55, $"balanced accuracy {found.Balanced:F3}");
        Assert.True(found.Balanced > found.ChanceNinetyNinth, $"balanced accuracy {found.Balanced:F3} against {found.ChanceNinetyNinth:F3} by shifts");
    }

    [Fact]
    public void A_funds_returns_count_only_where_it_is_the_index()
    {
        var market = EngineWorld.Random(12, 400);
        var id = market.Instruments[0];
        var plain = RegimeEngine.Compute(market, RegimeOptions.Default, 1);
        var other = RegimeEngine.Compute(market, RegimeOptions.Default with { IndexInstrument = id }, 1);
        Assert.Equal(plain.ModelId, other.ModelId);
        Assert.False(LookAhead.SameRows(plain.Probability, other.Probability, 399));
        var missing = RegimeOptions.Default with { IndexInstrument = "NOBODY.US" };
        Assert.Contains("NOBODY.US", Assert.Throws<UserError>(() => RegimeEngine.Compute(market, missing, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prototypes_are_labelled_by_level_rank_and_sign()
    {
        RegimeLabel[] expected = [RegimeLabel.Carry, RegimeLabel.Carry, RegimeLabel.Neutral, RegimeLabel.Neutral, RegimeLabel.RiskOff, RegimeLabel.Crisis];
        Assert.Equal(expected, RegimeFit.LabelsOf([0.07, 0.11, 0.12, 0.14, 0.16, 0.26], [0.2, 0.1, -0.1, 0.1, 0, -0.4]));
        Assert.Equal(RegimeLabel.RiskOff, RegimeFit.LabelsOf([0.07, 0.11, 0.12, 0.14, 0.16, 0.26], [0.2, 0.1, -0.1, 0.1, 0, 0.4])[^1]);
        Assert.DoesNotContain(RegimeLabel.Crisis, RegimeFit.LabelsOf([0.05, 0.06, 0.07, 0.08, 0.09, 0.12], [0.1, 0.1, 0.1, 0.1, 0.1, -0.2]));
    }

    private static (string, Panel)[] Panels(RegimeState state) => [("label", LookAhead.Numbers(state.Label)), ("probability", state.Probability)];
}
