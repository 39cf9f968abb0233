using Prometheus.Core.Instruments;
using Prometheus.Scenarios;

namespace Prometheus.States.Fragility;

/// <summary>How much each name is expected to lose in the bad tail of one scenario set.</summary>
/// <param name="ScenarioSetId">The set the losses come from.</param>
/// <param name="KnownFrom">Last date of the history the set was made from: it says nothing about sessions before.</param>
/// <param name="Losses">A column each: expected shortfall over the horizon as a positive fraction; NaN where the set has no path of the name.</param>
public sealed record ScenarioLosses(string ScenarioSetId, DateOnly KnownFrom, double[] Losses)
{
    /// <summary>Expected shortfall of every name of a market over the paths of a set.</summary>
    /// <param name="tail">Share of a name's paths that counts as its tail, for example 0.025.</param>
    public static ScenarioLosses Of(ScenarioSet set, InstrumentAxis instruments, double tail)
    {
        var shortfalls = set.Totals.ExpectedShortfallByName(tail);
        var losses = new double[instruments.Count];
        for (var i = 0; i < losses.Length; i++)
            losses[i] = set.Instruments.IndexOf(instruments[i]) is var column and >= 0 ? Math.Max(0, 0 - shortfalls[column]) : double.NaN;
        return new ScenarioLosses(set.SetId, set.MaxDataDate, losses);
    }
}
