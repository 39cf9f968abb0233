using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.Portfolio.Risk;
using Prometheus.States.Fragility;
using Prometheus.States.Regimes;
using Prometheus.Tests.Core.Numerics;
using Xunit;

namespace Prometheus.Tests.Opinions.Universes;

public class UniverseInputsTests
{
    private const int Names = 30;
    private const int Sessions = 120;
    private const int Decision = 119;

    private static readonly string[] Sectors = ["Energy", "Health", "Tech"];

    private static readonly Market Market = UniverseEngineTests.Calm(Names, Sessions)
        .With(issuers: [.. Enumerable.Range(0, Names).Select(i => i == 7 ? "ACME" : i == 8 ? null : "OTHER")]);

    private static readonly double[] Z = UniverseEngineTests.Noise(Names, Sessions, 0);

    [Fact]
    public void New_options_leave_the_spelling_of_the_old_ones_alone()
    {
        var universe = CanonicalJson.SerializeToString(UniverseOptions.Default);
        foreach (var name in new[] { "lambda_weight", "maximum_fragility", "excluded_issuers", "regime_sizes" })
            Assert.DoesNotContain(name, universe, StringComparison.Ordinal);
        Assert.DoesNotContain("short_candidate", CanonicalJson.SerializeToString(RiskOptions.Default), StringComparison.Ordinal);
    }

    [Fact]
    public void At_weight_zero_lambda_is_recorded_and_ranks_nothing()
    {
        var plain = Select(UniverseOptions.Default, null);
        var recorded = Select(UniverseOptions.Default with { LambdaWeight = 0 }, new UniverseInputs { Lambda = Predictions(Decision) });
        for (var k = 0; k < Names; k++)
        {
            Assert.True(Ulps.SameBits(plain.Candidates[k].Score, recorded.Candidates[k].Score));
            Assert.Equal(plain.Candidates[k].Tier, recorded.Candidates[k].Tier);
            Assert.Equal(0.01 * (1 + recorded.Candidates[k].Sector), recorded.Candidates[k].LambdaScore);
            Assert.True(double.IsNaN(plain.Candidates[k].LambdaScore));
        }

        Assert.Equal(1, recorded.LambdaCoverage);
    }

    [Fact]
    public void Lambda_adds_its_weight_for_each_standard_deviation()
    {
        var plain = Select(UniverseOptions.Default, null);
        var aware = Select(UniverseOptions.Default with { LambdaWeight = 10 }, new UniverseInputs { Lambda = Predictions(Decision) });
        for (var k = 0; k < Names; k++)
            Assert.Equal(plain.Candidates[k].Score + (10 * aware.Candidates[k].LambdaZ), aware.Candidates[k].Score, 1e-9);
        Assert.Equal(0, aware.Candidates.Average(c => c.LambdaZ), 1e-12);
        Assert.True(aware.Candidates.Where(c => c.Sector == 2).Min(c => c.LambdaZ) > aware.Candidates.Where(c => c.Sector == 0).Max(c => c.LambdaZ));
    }

    [Fact]
    public void A_session_without_predictions_is_ranked_without_lambda()
    {
        var plain = Select(UniverseOptions.Default, null);
        var blind = Select(UniverseOptions.Default with { LambdaWeight = 10 }, new UniverseInputs { Lambda = Predictions(Decision - 1) });
        Assert.Equal(0, blind.LambdaCoverage);
        for (var k = 0; k < Names; k++)
            Assert.Equal(plain.Candidates[k].Score, blind.Candidates[k].Score, 1e-12);
    }

    [Fact]
    public void A_prediction_of_a_later_day_is_refused()
        => Assert.Throws<LookAheadError>(() => Select(
            UniverseOptions.Default,
            new UniverseInputs { Lambda = Predictions(Decision, Market.Sessions[Decision].AddDays(1)) }));

    [Fact]
    public void What_an_option_needs_must_be_given()
    {
        Assert.Throws<ModelError>(() => Select(UniverseOptions.Default with { LambdaWeight = 1 }, null));
        Assert.Throws<ModelError>(() => Select(UniverseOptions.Default with { MaximumFragility = 0.5 }, null));
        Assert.Throws<ModelError>(() => Select(UniverseOptions.Default with { RegimeSizes = new RegimeSizes() }, null));
        var unnamed = UniverseEngineTests.Calm(Names, Sessions);
        Assert.Throws<ModelError>(() => UniverseEngineTests.Select(unnamed, [.. Z], [Decision], UniverseOptions.Default with { ExcludedIssuers = ["ACME"] }, null));
    }

    [Fact]
    public void Fragile_names_and_excluded_issuers_are_left_out_with_their_reason()
    {
        var inputs = new UniverseInputs
        {
            Fragility = FragilityOf(i => i == 4 ? 0.61 : i == 5 ? 0.6 : i == 6 ? double.NaN : 0.1),
        };
        var candidates = Select(UniverseOptions.Default with { MaximumFragility = 0.6, ExcludedIssuers = ["ACME"] }, inputs).Candidates;
        Assert.Equal(UniverseExclusion.ExcludedHighFragility, candidates[4].Exclusion);
        Assert.Equal(UniverseExclusion.HardExcludedIssuer, candidates[7].Exclusion);
        Assert.Equal([4, 7], candidates.Where(c => !c.Included).Select(c => c.Instrument));
        Assert.Equal(0.61, candidates[4].Fragility);
    }

    [Theory]
    [InlineData(RegimeLabel.Crisis, 5)]
    [InlineData(RegimeLabel.RiskOff, 10)]
    [InlineData(RegimeLabel.Neutral, 20)]
    public void A_regime_changes_the_size_and_no_score(RegimeLabel label, int members)
    {
        var options = UniverseOptions.Default with { MaximumSize = 20, RegimeSizes = new RegimeSizes { Crisis = 0.25, RiskOff = 0.5 } };
        var labels = new byte[Sessions];
        Array.Fill(labels, (byte)label);
        var regime = new RegimeState(RegimeOptions.Default, CodePanel.Adopt(labels, Sessions, 1), Panel.Adopt(new double[4 * Sessions], Sessions, 4));
        var plain = Select(UniverseOptions.Default, null);
        var sized = Select(options, new UniverseInputs { Regime = regime });
        Assert.Equal(members, sized.Candidates.Count(c => c.Included));
        Assert.Equal(label, sized.Regime.Label);
        Assert.All(Enumerable.Range(0, Names), k => Assert.Equal(plain.Candidates[k].Score, sized.Candidates[k].Score));
        Assert.True(sized.Candidates.Where(c => c.Included).Min(c => c.Score) > sized.Candidates.Where(c => !c.Included).Max(c => c.Score));
    }

    /// <summary>Sheet B §5.5: 500 names, 100 kept, scores an AR(1) of 0.95: 17.7 % a day unbuffered; a buffer of 0.1 cuts 20–21 %, of 0.2 34–36 %.</summary>
    [Fact]
    public void The_rank_buffer_cuts_as_much_turnover_as_simulated()
    {
        const int names = 500, sessions = 370, size = 100;
        var market = UniverseEngineTests.Calm(names, sessions);
        var z = UniverseEngineTests.Noise(names, sessions, 0.95);
        var decisions = Enumerable.Range(70, 300).ToArray();
        double Turnover(double buffer)
        {
            var options = UniverseOptions.Default with { StabilityWeight = 0, LiquidityWeight = 0, StabilityRiskAlpha = 0, MaximumSize = size, RankBuffer = buffer };
            var (left, previous) = (0, Array.Empty<int>());
            foreach (var snapshot in UniverseEngineTests.Select(market, z, decisions, options))
            {
                var members = snapshot.Candidates.Where(c => c.Included).Select(c => c.Instrument).ToArray();
                left += previous.Except(members).Count();
                previous = members;
            }

            return left / ((decisions.Length - 1.0) * size);
        }

        var free = Turnover(0);
        Assert.InRange(free, 0.168, 0.186);
        Assert.InRange(1 - (Turnover(0.1) / free), 0.185, 0.225);
        Assert.InRange(1 - (Turnover(0.2) / free), 0.325, 0.375);
    }

    private static UniverseSnapshot Select(UniverseOptions options, UniverseInputs? inputs)
        => UniverseEngineTests.Select(Market, [.. Z], [Decision], options, inputs)[0];

    /// <summary>One prediction a sector, for the class all calm names have.</summary>
    private static LambdaPredictions Predictions(int session, DateOnly? available = null)
    {
        var date = Market.Sessions[session];
        return new LambdaPredictions(
            "US_EQ", "X", "lambda_hat", Sectors.Select((s, k) => new LambdaPrediction(date, "US_EQ", s, "STABLE", 0.01 * (1 + k), available ?? date)));
    }

    private static FragilityState FragilityOf(Func<int, double> score)
    {
        var values = new double[Sessions * Names];
        for (var k = 0; k < values.Length; k++)
            values[k] = score(k % Names);
        var panel = Panel.Adopt(values, Sessions, Names);
        return new FragilityState(FragilityOptions.Default, null, null, panel, CodePanel.Adopt(new byte[values.Length], Sessions, Names), panel, panel, panel);
    }
}
