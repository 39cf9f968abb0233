using Prometheus.States.Declarations;

namespace Prometheus.States.Fragility;

/// <summary>How much each name is expected to lose in the bad tail of one scenario set.</summary>
/// <param name="ScenarioSetId">The set the losses come from.</param>
/// <param name="KnownFrom">Last date of the history the set was made from: it says nothing about sessions before.</param>
/// <param name="Losses">A column each: expected shortfall over the horizon as a positive fraction; NaN where the set has no path of the name.</param>
public sealed record ScenarioLosses(string ScenarioSetId, DateOnly KnownFrom, double[] Losses) : IStoredInput
{
    /// <summary>Content of the set and share of the tail.</summary>
    public string Digest { get; init; } = "";
}
