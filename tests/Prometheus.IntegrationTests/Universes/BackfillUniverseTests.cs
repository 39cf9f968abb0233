using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Jobs;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.Workflows.Universes;
using Xunit;

namespace Prometheus.IntegrationTests.Universes;

public sealed class BackfillUniverseTests
{
    private static readonly UniverseBackfillOptions TwoYears = new() { Start = new DateOnly(2013, 1, 1), End = new DateOnly(2014, 6, 30), Universe = UniverseOptions.Default with { MaximumSize = 30 } };

    [Fact]
    public void A_backfill_saves_members_with_the_states_and_scores_they_stand_on()
    {
        using var store = SyntheticStore.Copy();
        var outcome = Backfill(store, TwoYears);
        Assert.Equal((2, 2, 2), (outcome.Stability.Done, outcome.Scores.Done, outcome.Members.Done));
        Assert.Equal(outcome.Members.Rows, Count(store, "universe_members WHERE context = 'live' AND universe_id = 'CORE_EQ_US'"));
        Assert.Equal(30, Count(store, "universe_members WHERE included AND as_of_date = '2014-03-03'"));
        Assert.True(Count(store, "soft_target_classes WHERE as_of_date = '2014-03-03'") >= 30);
        Assert.True(Count(store, "instrument_scores WHERE strategy_id = 'US_CORE_LONG_EQ' AND horizon_days = 21 AND as_of_date = '2014-03-03'") >= 30);
        var reasons = store.Databases.Runtime.Scalar<string>(
            "SELECT CAST(reasons AS TEXT) FROM universe_members WHERE included AND as_of_date = '2014-03-03' ORDER BY entity_id LIMIT 1")!;
        foreach (var key in new[]
        {
            "sector", "market_id", "realised_vol_63d", "avg_volume_63d", "last_close", "soft_target_score", "soft_target_class", "weak_profile", "cluster_id",
            "assessment_score", "stab_risk_score", "stab_p_worsen_any", "stab_p_to_targetable_or_breaker", "stab_risk_alpha", "stab_risk_multiplier",
            "regime_risk_score", "regime_p_change_any", "regime_risk_alpha", "regime_risk_multiplier",
        })
        {
            Assert.Contains($"\"{key}\"", reasons, StringComparison.Ordinal);
        }

        var again = Backfill(store, TwoYears);
        Assert.Equal((0, 2), (again.Members.Done, again.Members.Skipped));
    }

    [Fact]
    public void A_shorter_range_is_the_tail_of_a_longer_one()
    {
        using var whole = SyntheticStore.Copy();
        using var tail = SyntheticStore.Copy();
        Backfill(whole, TwoYears);
        Backfill(tail, TwoYears with { Start = new DateOnly(2014, 2, 3) });
        Assert.Equal(Members(whole, "2014-02-03"), Members(tail, "2014-02-03"));
    }

    [Fact]
    public void An_earlier_end_holds_the_same_rows()
    {
        using var whole = SyntheticStore.Copy();
        using var cut = SyntheticStore.Copy();
        Backfill(whole, TwoYears);
        Backfill(cut, TwoYears with { End = new DateOnly(2014, 1, 31) });
        Assert.StartsWith(Members(cut, "2013-01-01"), Members(whole, "2013-01-01"), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_options_write_the_same_rows_and_the_first_ones_write_them_back()
    {
        using var store = SyntheticStore.Copy();
        Backfill(store, TwoYears);
        var first = Digest(store);
        var other = Backfill(store, TwoYears with { Start = new DateOnly(2014, 1, 2), Universe = TwoYears.Universe with { MaximumSize = 10 } });
        Assert.Equal((1, 0), (other.Members.Done, other.Stability.Done));
        Assert.NotEqual(first, Digest(store));
        Backfill(store, TwoYears);
        Assert.Equal(first, Digest(store));
    }

    [Fact]
    public void Lambda_makes_a_universe_of_its_own_and_counts_its_coverage()
    {
        using var store = SyntheticStore.Copy();
        Backfill(store, TwoYears);
        var baseline = Members(store, "2013-01-01");
        var date = new DateOnly(2014, 3, 3);
        var sectors = store.Databases.Runtime.Query<string>("SELECT DISTINCT value FROM instrument_facts WHERE kind = 'SECTOR' ORDER BY value");
        var classes = new[] { "STABLE", "WATCH", "FRAGILE", "TARGETABLE", "BREAKER" };
        var lambda = new LambdaPredictions(
            "US_EQ",
            "X",
            "lambda_hat",
            sectors.SelectMany((s, k) => classes.Select((c, j) => new LambdaPrediction(date, "US_EQ", s, c, 0.01 * ((7 * k) + j), date))));
        var outcome = Backfill(store, TwoYears with { Lambda = lambda, Universe = TwoYears.Universe with { LambdaWeight = 10 } });
        Assert.Equal(1, outcome.LambdaSessions);
        Assert.InRange(outcome.LambdaCoverage, 0.5, 1);
        Assert.Equal((0, 2), (outcome.Stability.Done, outcome.Members.Done));
        Assert.Equal(baseline, Members(store, "2013-01-01"));
        Assert.Equal(
            Count(store, "universe_members WHERE universe_id = 'CORE_EQ_US' AND as_of_date < '2014-03-03' AND included"),
            Count(store, "universe_members WHERE universe_id = 'CORE_EQ_US_LAMBDA' AND as_of_date < '2014-03-03' AND included"));
        var reasons = store.Databases.Runtime.Scalar<string>(
            "SELECT CAST(reasons AS TEXT) FROM universe_members WHERE universe_id = 'CORE_EQ_US_LAMBDA' AND included AND as_of_date = '2014-03-03' ORDER BY entity_id LIMIT 1")!;
        foreach (var key in new[] { "lambda_score", "lambda_score_weight", "lambda_experiment_id", "lambda_score_column", "contrib_lambda" })
            Assert.Contains($"\"{key}\"", reasons, StringComparison.Ordinal);
    }

    [Fact]
    public void An_explanation_adds_up_and_names_the_filter_that_failed()
    {
        using var store = SyntheticStore.Copy();
        Backfill(store, TwoYears);
        var date = new DateOnly(2014, 3, 3);
        string One(string condition)
            => store.Databases.Runtime.Scalar<string>($"SELECT entity_id FROM universe_members WHERE as_of_date = '2014-03-03' AND {condition} ORDER BY entity_id LIMIT 1")!;
        var member = ExplainUniverse.Execute(store.Databases, One("tier = 'CORE'"), date, null, null);
        Assert.DoesNotContain(member, l => l.Verdict == "FAILED");
        Assert.Equal(
            member.Single(l => l.Item == "score").Points,
            member.Where(l => l.Part == "ingredient" && !double.IsNaN(l.Points)).Sum(l => l.Points),
            1e-9);
        Assert.Equal(50, member.Single(l => l.Item == "assessment").Weight, 1e-9);
        var excluded = ExplainUniverse.Execute(store.Databases, One("score = 0 AND NOT included"), date, null, null);
        Assert.Single(excluded, l => l.Verdict == "FAILED");
        Assert.DoesNotContain(excluded, l => l.Item == "rank");
        Assert.Throws<NothingMatchedError>(() => ExplainUniverse.Execute(store.Databases, One("included"), new DateOnly(2014, 3, 2), null, null));
        Assert.Throws<NothingMatchedError>(() => ExplainUniverse.Execute(store.Databases, "NOPE.US", date, null, null));
    }

    [Fact]
    public void An_unknown_region_is_a_usage_error()
    {
        using var store = SyntheticStore.Copy();
        Assert.Throws<UserError>(() => Backfill(store, TwoYears with { Region = "MARS" }));
    }

    private static UniverseBackfillOutcome Backfill(StoreCopy store, UniverseBackfillOptions options)
        => BackfillUniverse.Execute(store.Databases, options, new JobContext(new JobOptions { Workers = 2 }, new JobRunner(TimeProvider.System)));

    private static long Count(StoreCopy store, string from) => store.Databases.Runtime.Scalar<long>($"SELECT COUNT(*) FROM {from}");

    private static string Members(StoreCopy store, string from)
        => string.Join(
            '\n',
            store.Databases.Runtime.Query<string>(
                $"""
                SELECT as_of_date || entity_id || tier || CAST(score AS TEXT) || CAST(reasons AS TEXT) FROM universe_members
                WHERE universe_id = 'CORE_EQ_US' AND as_of_date >= '{from}' ORDER BY as_of_date, entity_id
                """));

    private static string Digest(StoreCopy store) => DatabaseDigest.Compute(store.Databases.Runtime).Digest;
}
