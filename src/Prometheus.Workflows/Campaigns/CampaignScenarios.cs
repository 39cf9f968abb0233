using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Identity;
using Prometheus.Scenarios;
using Prometheus.Stores.Scenarios;

namespace Prometheus.Workflows.Campaigns;

/// <summary>
/// Hands the requests of stored scenario sets to the sleeves that name them. A sleeve remembers a digest of the requests: the stored paths are
/// not used, each decision draws anew from what was known then.
/// </summary>
internal static class CampaignScenarios
{
    /// <exception cref="NothingMatchedError">A sleeve names a set that is not stored.</exception>
    /// <exception cref="UserError">A set is another one than a sleeve's digest names.</exception>
    public static CampaignOptions Attach(DatabasePair databases, CampaignOptions campaign)
    {
        if (campaign.Sleeves.All(s => s.Options.ScenarioSetIds is not { Count: > 0 }))
            return campaign;
        var requests = new SortedDictionary<string, ScenarioRequest>(StringComparer.Ordinal);
        var sleeves = campaign.Sleeves.Select(sleeve => Attach(databases.Runtime, sleeve, requests)).ToArray();
        return campaign with { Sleeves = sleeves, Scenarios = [.. requests.Values] };
    }

    private static CampaignSleeve Attach(Database runtime, CampaignSleeve sleeve, SortedDictionary<string, ScenarioRequest> requests)
    {
        if (sleeve.Options.ScenarioSetIds is not { Count: > 0 } names)
            return sleeve;
        var own = names.Select(name => ScenarioStore.Find(runtime, name).Request())
            .DistinctBy(r => r.SetId, StringComparer.Ordinal).OrderBy(r => r.SetId, StringComparer.Ordinal).ToArray();
        foreach (var request in own)
            requests[request.SetId] = request;
        var digest = StableId.HashOf(own);
        if (sleeve.Options.ScenarioDigest is { } expected && expected != digest)
            throw new UserError($"the scenario sets of sleeve '{sleeve.Spec.SleeveId}' are no longer those it names: expected digest {expected}, found {digest}");
        return sleeve with { Options = sleeve.Options with { ScenarioSetIds = [.. own.Select(r => r.SetId)], ScenarioDigest = digest } };
    }
}
