using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Time;
using Prometheus.Databases;
using Xunit;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>Runs the same campaign on copies of a store whose future was edited, and compares what is dated before the edit.</summary>
internal sealed class FutureTrial(Func<StoreCopy> copy, CampaignOptions campaign, DatedRows full)
{
    /// <summary>The first difference of every cut that shows one; none is the proof.</summary>
    /// <param name="edit">Changes a store's rows after a date.</param>
    public IReadOnlyList<string> Differences(IEnumerable<DateOnly> cuts, Action<DatabasePair, DateOnly> edit)
    {
        var differences = new List<string>();
        foreach (var t in cuts)
        {
            using var store = copy();
            edit(store.Databases, t);
            Assert.False(store.Run(campaign).Result.AnyFailed);
            if (DatedRows.DifferenceUntil(full, DatedRows.Read(store.Databases.Runtime), t) is { } difference)
                differences.Add(difference);
        }

        return differences;
    }

    /// <summary>Random sessions of the campaign, ascending; its first and its last but one are always among them.</summary>
    public DateOnly[] Sessions(int count, int seed)
    {
        var sessions = ExchangeCalendars.Get("XNYS").Sessions(campaign.Start, campaign.End).Select(s => s.Date).ToArray();
        var inner = sessions[1..^2];
        new Random(seed).Shuffle(inner);
        return [.. inner.Take(count - 2).Append(sessions[0]).Append(sessions[^2]).Order()];
    }
}
