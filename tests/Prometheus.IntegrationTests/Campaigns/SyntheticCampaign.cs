using Prometheus.Workflows.Campaigns;
using Xunit;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>The undisturbed campaign on the small synthetic market, run once for the tests that compare with it.</summary>
public sealed class SyntheticCampaign : IDisposable
{
    private readonly StoreCopy _store = SyntheticStore.Copy();

    public SyntheticCampaign()
    {
        Outcome = _store.Run(SyntheticStore.Campaign);
        Assert.False(Outcome.Result.AnyFailed);
        Rows = DatedRows.Read(_store.Databases.Runtime);
    }

    internal StoreCopy Store => _store;

    internal CampaignOutcome Outcome { get; }

    internal DatedRows Rows { get; }

    public void Dispose() => _store.Dispose();
}
