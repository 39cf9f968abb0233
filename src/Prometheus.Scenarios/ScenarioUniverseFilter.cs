using Prometheus.Core.Identity;

namespace Prometheus.Scenarios;

/// <summary>Which names of a market a set knows; an empty list takes all, two filled lists take what is in both.</summary>
public sealed record ScenarioUniverseFilter
{
    public static ScenarioUniverseFilter All { get; } = new();

    /// <summary>Sector names, as known at the end of the base window.</summary>
    public EquatableList<string> Sectors { get; init; } = [];

    /// <summary>Instrument ids.</summary>
    public EquatableList<string> Instruments { get; init; } = [];
}
