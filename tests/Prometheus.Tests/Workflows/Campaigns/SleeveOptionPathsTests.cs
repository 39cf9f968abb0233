using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Workflows.Campaigns;
using Xunit;

namespace Prometheus.Tests.Workflows.Campaigns;

public sealed class SleeveOptionPathsTests
{
    [Theory]
    [InlineData("lambda.weight", "10")]
    [InlineData("regime_rules.risk_off", "0.5")]
    [InlineData("regime_rules.model.window_sessions", "42")]
    [InlineData("fragility.crisis_from", "0.8")]
    [InlineData("imported.model_id", "mine-v1")]
    [InlineData("imported.maximum_age_sessions", "5")]
    [InlineData("rebalance_phase", "2")]
    [InlineData("signal_delay_sessions", "1")]
    [InlineData("scenario_set_ids", "A,B")]
    [InlineData("universe.lambda_weight", "3")]
    [InlineData("universe.regime_sizes.crisis", "0.25")]
    [InlineData("universe.excluded_issuers", "X")]
    [InlineData("risk.short_candidate_exposure_cap", "0.2")]
    public void What_is_missing_by_default_is_made_by_naming_a_member_and_taken_away_again(string path, string value)
    {
        var changed = SleeveOptionPaths.Apply(SleeveOptions.Default, path, value, "here");
        Assert.Contains((path, value), SleeveOptionPaths.Describe(changed));
        Assert.DoesNotContain(path, SleeveOptionPaths.Describe(SleeveOptions.Default).Select(l => l.Path));
        var taken = path.StartsWith("risk.", StringComparison.Ordinal) || path.StartsWith("universe.", StringComparison.Ordinal) ? path : path.Split('.')[0];
        if (path.Contains("regime_sizes", StringComparison.Ordinal))
            taken = "universe.regime_sizes";
        Assert.Equal(StableId.HashOf(SleeveOptions.Default), StableId.HashOf(SleeveOptionPaths.Apply(changed, taken, "off", "here")));
    }

    [Fact]
    public void Everything_described_can_be_said_again()
    {
        var options = SleeveOptions.Default with { RegimeRules = RegimeRules.Parse("CRISIS=0"), Lambda = new(), SignalDelaySessions = 1, Risk = null };
        var said = SleeveOptionPaths.Describe(options).Aggregate(SleeveOptions.Default, (built, line) => SleeveOptionPaths.Apply(built, line.Path, line.Value, "here"));
        Assert.Equal(StableId.HashOf(options), StableId.HashOf(said));
    }

    [Theory]
    [InlineData("lamda.weight", "1", "there is no option 'lamda.weight', expected one of ")]
    [InlineData("lambda", "10", "expects 'off' or its members")]
    [InlineData("portfolio", "off", "there is no option 'portfolio'")]
    [InlineData("lambda.weight.more", "1", "there is no option")]
    [InlineData("rebalance_phase", "late", "expects a number")]
    public void A_mistake_is_one_sentence(string path, string value, string says)
        => Assert.Contains(says, Assert.Throws<UserError>(() => SleeveOptionPaths.Apply(SleeveOptions.Default, path, value, "here")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_hash_of_the_default_options_is_that_of_earlier_days()
        => Assert.Equal("aa05d41d86a132f7", StableId.HashOf(SleeveOptions.Default)[..16]);
}
