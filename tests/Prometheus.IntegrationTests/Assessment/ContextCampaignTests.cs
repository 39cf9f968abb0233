using Prometheus.Backtest.Campaigns;
using Prometheus.Cli.Commands.Backtests;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Opinions.Assessment;
using Prometheus.Workflows.Assessment;
using Xunit;

namespace Prometheus.IntegrationTests.Assessment;

public sealed class ContextCampaignTests
{
    private static readonly DateOnly Start = new(2014, 1, 2);

    private static readonly DateOnly End = new(2014, 6, 30);

    [Fact]
    public void A_campaign_on_context_vectors_names_the_model_of_every_score_and_writes_nothing_twice()
    {
        using var store = SyntheticStore.Copy();
        Assert.Throws<UserError>(() => store.Run(Campaign(new ContextOptions())));
        StoredContext.Save(store.Databases);
        var basic = store.Run(Campaign(null)).Result.Sleeves[0];
        var outcome = store.Run(Campaign(new ContextOptions()));
        Assert.False(outcome.Result.AnyFailed);
        Assert.NotEqual(basic.RunId, outcome.Result.Sleeves[0].RunId);
        Assert.Null(ContextNote.Of((SleeveRun)basic));
        Assert.Matches("the context head spoke for [0-9]+ % of the scores, after learning from [0-9]+ dates, less than two years", ContextNote.Of((SleeveRun)outcome.Result.Sleeves[0]));
        var runtime = store.Databases.Runtime;
        var dates = runtime.Scalar<long>("SELECT COUNT(DISTINCT as_of_date) FROM instrument_scores WHERE model_id = 'assessment-context-v1'");
        Assert.True(dates > 20, $"{dates} dates");
        Assert.Equal(0, runtime.Scalar<long>($"SELECT COUNT(*) FROM instrument_scores WHERE model_id = 'assessment-context-v1' AND instrument_id = '{StoredContext.Without(store.Databases)}'"));
        Assert.True(runtime.Scalar<long>("SELECT COUNT(*) FROM score_contexts WHERE ctx_norm > 0 AND context_date <= as_of_date") > 1000);
        Assert.Equal(0, runtime.Scalar<long>("SELECT COUNT(*) FROM score_contexts WHERE context_date > as_of_date"));

        var digest = DatabaseDigest.Compute(runtime).Digest;
        Assert.Equal(0, store.Run(Campaign(new ContextOptions())).Saved.Done);
        StoredContext.Save(store.Databases, "later", new DateOnly(2014, 7, 7));
        Assert.Equal(0, store.Run(Campaign(new ContextOptions())).Saved.Done); // a vector after the end is not seen
        Assert.Equal(digest, DatabaseDigest.Compute(runtime).Digest);

        var facts = CompareScores.Execute(store.Databases, new CompareScoresOptions
        {
            MarketId = "US_EQ",
            StrategyId = basic.Sleeve.AssessmentStrategyId,
            ModelA = "assessment-context-v1",
            ModelB = "assessment-basic-v1",
            HorizonDays = 21,
        });
        Assert.True(facts.Pairs.Count > 1000, $"{facts.Pairs.Count} pairs");
        Assert.Equal(facts.Pairs.Count, facts.Comparison.Pairs);
        Assert.InRange(facts.Comparison.RankCorrelation, -1, 0.9);
        Assert.InRange(facts.Comparison.HitRateA, 0, 1);
    }

    [Fact]
    public void Vectors_beside_prices_change_no_decision()
    {
        using var store = SyntheticStore.Copy();
        StoredContext.Save(store.Databases);
        var basic = (SleeveRun)store.Run(Campaign(null)).Result.Sleeves[0];
        var beside = (SleeveRun)store.Run(Campaign(new ContextOptions { DiagnosticsOnly = true })).Result.Sleeves[0];
        Assert.NotEqual(basic.RunId, beside.RunId);
        Assert.Equal(basic.Daily.Select(d => d.Equity), beside.Daily.Select(d => d.Equity));
        Assert.True(store.Databases.Runtime.Scalar<long>("SELECT COUNT(*) FROM score_contexts WHERE model_id = 'assessment-basic-v1'") > 1000);
        Assert.Equal(0, store.Databases.Runtime.Scalar<long>("SELECT COUNT(*) FROM instrument_scores WHERE model_id <> 'assessment-basic-v1'"));
    }

    [Fact]
    public void Scores_do_not_change_when_later_vectors_are_other_ones()
    {
        using var one = SyntheticStore.Copy();
        using var other = SyntheticStore.Copy();
        StoredContext.Save(one.Databases);
        StoredContext.Save(other.Databases);
        StoredContext.Save(other.Databases, "changed", new DateOnly(2014, 4, 7));
        one.Run(Campaign(new ContextOptions()));
        other.Run(Campaign(new ContextOptions()));
        Assert.Equal(Scores(one, "<"), Scores(other, "<"));
        Assert.NotEqual(Scores(one, ">="), Scores(other, ">="));
    }

    private static CampaignOptions Campaign(ContextOptions? context)
    {
        var sleeve = SyntheticStore.Campaign.Sleeves[1];
        return new CampaignOptions { MarketId = "US_EQ", Start = Start, End = End, Sleeves = [sleeve with { Options = sleeve.Options with { Context = context } }] };
    }

    private static string Scores(StoreCopy store, string when) => string.Join('\n', store.Databases.Runtime.Query<string>(
        $"SELECT model_id || as_of_date || instrument_id || CAST(z AS TEXT) FROM instrument_scores WHERE as_of_date {when} '2014-04-07' ORDER BY model_id, as_of_date, instrument_id"));
}
