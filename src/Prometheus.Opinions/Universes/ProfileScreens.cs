using Prometheus.Core.Errors;
using Prometheus.Core.Identity;

namespace Prometheus.Opinions.Universes;

/// <summary>What profiles must say of a member. A number that is not known passes its own screen; only quality and style ask for knowledge.</summary>
public sealed record ProfileScreens
{
    /// <summary>Leave out names that are weak and FRAGILE or worse.</summary>
    public bool ExcludeWeakWhenFragile { get; init; } = true;

    /// <summary>Least share of the profile's inputs that must be known; a name without a profile knows nothing. Null is no limit.</summary>
    public double? MinimumDataQuality { get; init; }

    /// <summary>Most liabilities over equity; negative equity is more than any. Null is no limit.</summary>
    public double? MaximumLeverage { get; init; }

    /// <summary>Least net income over revenue. Null is no limit.</summary>
    public double? MinimumNetMargin { get; init; }

    /// <summary>
    /// Terciles of the names in force on the session that a member must belong to, all of them: <c>value:high</c>, <c>quality:high</c>,
    /// <c>size:low</c>, <c>momentum:mid</c> …; ordinal order.
    /// </summary>
    public EquatableList<string> Styles { get; init; } = [];

    /// <exception cref="UserError">A limit outside its range, or a style that does not exist.</exception>
    public void Validate()
    {
        Guard.InRange(MinimumDataQuality ?? 0, 0, 1, "universe.profile_screens.minimum_data_quality");
        Guard.InRange(MaximumLeverage ?? 0, 0, 1e6, "universe.profile_screens.maximum_leverage");
        Guard.InRange(MinimumNetMargin ?? 0, -1e6, 1e6, "universe.profile_screens.minimum_net_margin");
        foreach (var style in Styles)
            StyleBucket.Parse(style);
    }
}
