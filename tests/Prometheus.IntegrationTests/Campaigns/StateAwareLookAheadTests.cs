using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Time;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Fragility;
using Prometheus.Testing.Markets;
using Xunit;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>The first promise for sleeves that know λ, regimes and fragility, over real stores.</summary>
public sealed class StateAwareLookAheadTests
{
    private static readonly LambdaPredictions Predictions = RandomPredictions.Of(
        "US_EQ",
        ExchangeCalendars.Get("XNYS").Sessions(SyntheticStore.Campaign.Start, SyntheticStore.Campaign.End).Select(s => s.Date),
        Sectors(),
        "store");

    private static readonly CampaignOptions Campaign = SyntheticStore.Campaign with
    {
        Lambda = [Predictions],
        Sleeves = SyntheticStore.Campaign.Sleeves.Select((sleeve, k) => sleeve with
        {
            Options = sleeve.Options with
            {
                Lambda = new LambdaOptions { ExperimentId = Predictions.ExperimentId, PredictionsDigest = Predictions.Digest, Weight = 10 * k },
                RegimeRules = RegimeRules.Parse("CRISIS=0,RISK_OFF=0.5,CARRY=0.9"),
                Fragility = FragilityOptions.Default,
                SignalDelaySessions = k == 2 ? 1 : null,
            },
        }).ToArray(),
    };

    private static readonly Lazy<DatedRows> Full = new(() =>
    {
        using var store = SyntheticStore.Copy();
        Assert.False(store.Run(Campaign).Result.AnyFailed);
        return DatedRows.Read(store.Databases.Runtime);
    });

    private readonly FutureTrial _trial = new(SyntheticStore.Copy, Campaign, Full.Value);

    [Fact]
    public void The_campaign_goes_through_what_could_leak()
    {
        var days = Full.Value.Of("backtest_daily_equity");
        Assert.Contains(days, line => line.Contains("\"lambda_score_mean\"", StringComparison.Ordinal));
        Assert.Contains(days, line => line.Contains("\"regime_label\"", StringComparison.Ordinal));
        Assert.Contains(Full.Value.Of("target_portfolios"), line => line.Contains("regime ", StringComparison.Ordinal));
        Assert.Contains(Full.Value.Of("backtest_trades"), line => line.Contains("CARRY", StringComparison.Ordinal) || line.Contains("RISK_OFF", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_dated_until_t_changes_when_the_future_is_deleted()
        => Assert.Empty(_trial.Differences(_trial.Sessions(count: 4, seed: 31), StoreEdits.CutAfter));

    [Fact]
    public void Nothing_dated_until_t_changes_when_the_future_is_different()
        => Assert.Empty(_trial.Differences(_trial.Sessions(count: 3, seed: 32), (databases, t) => StoreEdits.ScrambleAfter(databases, t, seed: t.DayNumber)));

    private static string[] Sectors()
    {
        using var store = SyntheticStore.Copy();
        return [.. store.Databases.Runtime.Query<string>("SELECT DISTINCT value FROM instrument_facts WHERE kind = 'SECTOR'")];
    }
}
