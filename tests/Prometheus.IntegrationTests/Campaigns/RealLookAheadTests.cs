using Prometheus.Testing;
using Xunit;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary><see cref="LookAheadTests"/> on real bars.</summary>
public sealed class RealLookAheadTests(RealStore real) : IClassFixture<RealStore>
{
    [SharedDataFact]
    public void Nothing_dated_until_t_changes_when_the_future_is_deleted()
    {
        var trial = new FutureTrial(real.Copy, RealStore.Campaign, real.Rows!);

        Assert.Empty(trial.Differences(trial.Sessions(count: 5, seed: 2014), StoreEdits.CutAfter));
    }

    [SharedDataFact]
    public void Nothing_dated_until_t_changes_when_the_future_is_different()
    {
        var trial = new FutureTrial(real.Copy, RealStore.Campaign, real.Rows!);

        Assert.Empty(trial.Differences(trial.Sessions(count: 5, seed: 2015), (databases, t) => StoreEdits.ScrambleAfter(databases, t, seed: t.DayNumber)));
    }
}
