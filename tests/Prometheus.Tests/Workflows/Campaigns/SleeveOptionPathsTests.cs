using System.Globalization;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Options;
using Prometheus.Workflows.Campaigns;
using Xunit;

namespace Prometheus.Tests.Workflows.Campaigns;

public sealed class SleeveOptionPathsTests
{
    /// <summary>Every option of the tree with values it must refuse: below, above, no number, of the wrong type.</summary>
    public static TheoryData<string, string> Refused
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (path, member) in OptionShape.Of(typeof(SleeveOptions)).Leaves())
            {
                foreach (var value in BadOption.ValuesOf(member))
                    data.Add(path, value);
            }

            return data;
        }
    }

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
    [InlineData("universe.maximum_fragility", "0.4")]
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
        var said = SleeveOptionPaths.Describe(options).Select(line => new OptionAssignment(line.Path, line.Value, "here"));
        Assert.Equal(StableId.HashOf(options), StableId.HashOf(SleeveOptionPaths.Apply(SleeveOptions.Default, said)));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_value_that_means_nothing_is_refused_with_path_bound_value_and_place(string path, string value)
    {
        var message = Assert.Throws<UserError>(() => SleeveOptionPaths.Apply(SleeveOptions.Default, path, value, "--set")).Message;

        Assert.StartsWith($"--set: option '{path}' ", message, StringComparison.Ordinal);
        if (SleeveOptionPaths.Find(path) is { Derived: null } member)
            Assert.EndsWith($"expects {(member.IsGroup ? "'off' or its members" : member.Expectation)}, found '{value}'", message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void The_same_in_a_file_is_refused_with_its_line(string path, string value)
    {
        var file = $"market_id: US_EQ\nstart: 2014-01-02\nend: 2014-06-30\noptions:\n  rebalance: daily\nsleeves:\n  - sleeve: a:b:US_EQ:u:p:x:21\n    options:\n      {path}: '{value}'\n";

        var message = Assert.Throws<UserError>(() => ExperimentFile.Parse(file, "file.yaml")).Message;

        Assert.StartsWith($"file.yaml, line 9: option '{path}' ", message, StringComparison.Ordinal);
    }

    /// <summary>The ends of every range are inside it, so that no bound is too narrow by one.</summary>
    [Fact]
    public void The_ends_of_a_range_may_be_said()
    {
        foreach (var (path, member) in OptionShape.Of(typeof(SleeveOptions)).Leaves().Where(l => l.Member is { Range: not null, Derived: null }))
        {
            foreach (var (end, excluded) in new[] { (member.Range!.Minimum, member.Range.ExcludesMinimum), (member.Range.Maximum, member.Range.ExcludesMaximum) })
            {
                var text = end.ToString("R", CultureInfo.InvariantCulture);
                if (excluded)
                    Assert.Throws<UserError>(() => SleeveOptionPaths.Apply(SleeveOptions.Default, path, text, "here"));
                else
                    SleeveOptionPaths.Apply(SleeveOptions.Default, path, text, "here");
            }
        }
    }

    [Theory]
    [InlineData("universe.window_sessions", "-5", "here: option 'universe.window_sessions' expects a whole number from 1 to 2520 (sessions), found '-5'")]
    [InlineData("stability.window_sessions", "0", "found '0'")]
    [InlineData("universe.rank_buffer", "7", "expects a number at least 0 and below 1 (fraction of the size), found '7'")]
    [InlineData("universe.maximum_size", "-3", "found '-3'")]
    [InlineData("universe.assessment_weight", "1e300", "found '1e300'")]
    [InlineData("assessment.horizon_sessions", "63", "here: option 'assessment.horizon_sessions' cannot be said: it is the horizon of the sleeve")]
    [InlineData("universe.assessment_horizon", "5", "here: option 'universe.assessment_horizon' cannot be said: it is the horizon of the sleeve")]
    [InlineData("universe.lambda_weight", "3", "here: option 'universe.lambda_weight' cannot be said: lambda.weight says")]
    [InlineData("portfolio.nam_cap", "1", "here: there is no option 'portfolio.nam_cap', the nearest are portfolio.name_cap, ")]
    [InlineData("lamda.weight", "1", "here: there is no option 'lamda.weight', the nearest are lambda.weight, ")]
    [InlineData("name_cap", "1", "the nearest are portfolio.name_cap, ")]
    [InlineData("lambda", "10", "expects 'off' or its members")]
    [InlineData("portfolio", "off", "there is no option 'portfolio'")]
    [InlineData("lambda.weight.more", "1", "there is no option")]
    [InlineData("Portfolio.NameCap", "0.1", "there is no option")]
    [InlineData("rebalance_phase", "late", "expects a whole number")]
    [InlineData("portfolio.scheme", "best", "expects one of EDGE_OVER_VARIANCE, ")]
    [InlineData("portfolio.scheme", "1", "expects one of EDGE_OVER_VARIANCE, ")]
    [InlineData("rebalance", "every:0", "expects one of daily, weekly, monthly, every:N, found 'every:0'")]
    public void A_mistake_is_one_sentence(string path, string value, string says)
    {
        var message = Assert.Throws<UserError>(() => SleeveOptionPaths.Apply(SleeveOptions.Default, path, value, "here")).Message;
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.True(message.Length < 240, message);
    }

    [Fact]
    public void An_option_said_twice_is_refused_instead_of_overridden()
        => Assert.Equal(
            "--set: option 'universe.maximum_size' is said twice, before by --max-universe-size",
            Assert.Throws<UserError>(() => SleeveOptionPaths.Apply(
                SleeveOptions.Default, [new("universe.maximum_size", "10", "--max-universe-size"), new("universe.maximum_size", "20", "--set")])).Message);

    [Fact]
    public void The_hash_of_the_default_options_is_that_of_earlier_days()
        => Assert.Equal("aa05d41d86a132f7", StableId.HashOf(SleeveOptions.Default)[..16]);
}
