using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Markets;
using Prometheus.States.Profiles;
using Prometheus.Stores.Profiles;

namespace Prometheus.Workflows.Profiles;

/// <summary>Hands stored profiles to the sleeves whose stability names them. A sleeve remembers the digest of what it may read, the rows until the campaign's end.</summary>
internal static class StoredProfiles
{
    /// <exception cref="UserError">A sleeve names profiles that are not stored, or not any more those it names by digest.</exception>
    public static CampaignOptions Attach(DatabasePair databases, Market market, CampaignOptions campaign)
    {
        var read = new Dictionary<string, KnownProfiles>(StringComparer.Ordinal);
        var sleeves = campaign.Sleeves.Select(sleeve =>
        {
            if (sleeve.Options.Stability.Profiles is not { } use)
                return sleeve;
            if (!read.TryGetValue(use.ModelId, out var profiles))
                read[use.ModelId] = profiles = Read(databases, use.ModelId, campaign.End);
            if (use.Digest.Length > 0 && use.Digest != profiles.Digest)
                throw new UserError($"the stored profiles of {use.ModelId} are no longer those of sleeve '{sleeve.Spec.SleeveId}': expected digest {use.Digest}, found {profiles.Digest}");
            return sleeve with { Options = sleeve.Options with { Stability = sleeve.Options.Stability with { Profiles = use with { Digest = profiles.Digest } } } };
        }).ToArray();
        return read.Count == 0
            ? campaign
            : campaign with { Sleeves = sleeves, Profiles = [.. read.Values] };
    }

    /// <exception cref="UserError">None are stored.</exception>
    internal static KnownProfiles Read(DatabasePair databases, string modelId, DateOnly end)
        => ProfileStore.ReadKnown(databases.Runtime, modelId, end) is { Count: > 0 } profiles
            ? profiles
            : throw new UserError($"no profiles of {modelId} are stored up to {end:yyyy-MM-dd}: 'prometheus profile build' makes them");
}
