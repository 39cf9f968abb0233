using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Errors;
using Prometheus.Databases;
using Prometheus.IntegrationTests.Campaigns;
using Prometheus.Scenarios;
using Prometheus.Stores.Runs;
using Prometheus.Workflows.Campaigns;
using Prometheus.Workflows.Risk;
using Prometheus.Workflows.Scenarios;
using Xunit;

namespace Prometheus.IntegrationTests.Scenarios;

/// <summary>Campaigns, their risk reports and scenario sets in one store.</summary>
public sealed class CampaignScenariosTests
{
    private const string Portfolio = "P";

    private static readonly ScenarioRequest Request = new() { Name = "ten days", Markets = ["US_EQ"], HorizonDays = 10, NumPaths = 80 };

    private static readonly CampaignOptions Campaign = SyntheticStore.Campaign with
    {
        Sleeves = [new CampaignSleeve(SleeveSpec.Parse($"A:S:US_EQ:U:{Portfolio}:X:21"), SleeveOptions.Default with { ScenarioSetIds = ["ten days"] })],
    };

    [Fact]
    public void A_campaign_reports_every_decision_and_no_later_command_changes_that()
    {
        using var store = SyntheticStore.Copy();
        GenerateScenarios.Execute(store.Databases, Request);
        var run = Assert.IsType<SleeveRun>(store.Run(Campaign).Result.Sleeves[0]);
        Assert.Equal("ten_days", Assert.Single(run.Scenarios).SetId);

        var books = BookStore.ReadBooks(store.Databases.Runtime, Portfolio, Campaign.Start, Campaign.End, run.RunId);
        var reports = RiskReportStore.Read(store.Databases.Runtime, Portfolio, Campaign.Start, Campaign.End, run.RunId);
        Assert.Equal(books.Select(b => b.AsOfDate), reports.Select(r => r.AsOfDate));
        Assert.All(reports, r => Assert.Contains("\"fragility_score_weighted_mean\"", r.RiskMetrics, StringComparison.Ordinal));
        Assert.All(reports, r => Assert.Contains("\"ten_days:scenario_es_95\"", r.RiskMetrics, StringComparison.Ordinal));
        Assert.All(reports, r => Assert.DoesNotContain("hindsight", r.RiskMetrics, StringComparison.Ordinal));

        var digest = DigestOf(store);
        BackfillRiskReports.Execute(store.Databases, new BookSelection { PortfolioId = Portfolio }, workers: 2);
        Assert.Equal(digest, DigestOf(store));
        Assert.Equal(0, store.Run(Campaign).Saved.Done);
        Assert.Equal(digest, DigestOf(store));
        Assert.All(VerifyRun.Execute(store.Databases, RunStore.Find(store.Databases.Runtime, run.RunId), workers: 2), i => Assert.Equal(i.Stored, i.Recomputed));
    }

    [Fact]
    public void A_run_depends_on_what_its_sets_are_and_not_on_their_names()
    {
        using var store = SyntheticStore.Copy();
        Assert.Throws<NothingMatchedError>(() => store.Run(Campaign));
        GenerateScenarios.Execute(store.Databases, Request);
        var first = store.Run(Campaign).Result.Sleeves[0].RunId;
        GenerateScenarios.Execute(store.Databases, Request with { Seed = 5 }, replace: true);
        Assert.NotEqual(first, store.Run(Campaign).Result.Sleeves[0].RunId);
        Assert.Throws<UserError>(() => VerifyRun.Execute(store.Databases, RunStore.Find(store.Databases.Runtime, first), workers: 2));
    }

    private static string DigestOf(StoreCopy store) => DatabaseDigest.Compute(store.Databases.Runtime).Digest;
}
