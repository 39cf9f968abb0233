using Prometheus.Core.Identity;
using Prometheus.Core.Options;

namespace Prometheus.Opinions.Universes;

/// <summary>What profiles must say of a member. A number that is not known passes its own screen; only quality and style ask for knowledge.</summary>
public sealed record ProfileScreens
{
    /// <summary>Leave out names that are weak and FRAGILE or worse.</summary>
    public bool ExcludeWeakWhenFragile { get; init; } = true;

    /// <summary>Least share of the profile's inputs that must be known; a name without a profile knows nothing. Null is no limit.</summary>
    [Range(0, 1, Unit = "fraction")]
    public double? MinimumDataQuality { get; init; }

    /// <summary>Most liabilities over equity; negative equity is more than any. Null is no limit.</summary>
    [Range(0, 1e6, Unit = "liabilities over equity")]
    public double? MaximumLeverage { get; init; }

    /// <summary>Least net income over revenue. Null is no limit.</summary>
    [Range(-1e6, 1e6, Unit = "net income over revenue")]
    public double? MinimumNetMargin { get; init; }

    /// <summary>
    /// Terciles of the names in force on the session that a member must belong to, all of them: <c>value:high</c>, <c>quality:high</c>,
    /// <c>size:low</c>, <c>momentum:mid</c> …; ordinal order.
    /// </summary>
    [Words(
        "value:low", "value:mid", "value:high", "quality:low", "quality:mid", "quality:high", "size:low", "size:mid", "size:high", "momentum:low", "momentum:mid",
        "momentum:high")]
    public EquatableList<string> Styles { get; init; } = [];
}
