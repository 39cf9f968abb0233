using System.Text.Json.Serialization;
using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;

namespace Prometheus.Backtest.Campaigns;

/// <summary>One sleeve of a campaign: its ids, its options, and the strategy it runs.</summary>
public sealed record CampaignSleeve(SleeveSpec Spec, SleeveOptions Options)
{
    /// <summary>
    /// A strategy of one's own; null is the house's. It has parameters of its own, so that of the options only risk, simulator, rebalance and its
    /// phase, signal delay and scenario sets count.
    /// </summary>
    [JsonIgnore]
    public ConfiguredStrategy? Strategy { get; init; }

    /// <summary>A sleeve of a strategy of one's own, under its id.</summary>
    /// <param name="sleeveId">Names the sleeve, and with an ending its portfolio and its universe.</param>
    /// <param name="options">All but what the strategy itself decides.</param>
    public static CampaignSleeve Of(string sleeveId, string marketId, ConfiguredStrategy strategy, SleeveOptions options)
    {
        var horizon = strategy.Strategy.Needs.Assessment?.HorizonSessions ?? 1;
        return new CampaignSleeve(
            new SleeveSpec(sleeveId, strategy.Identity.Id, marketId, $"{sleeveId}_UNIVERSE", $"{sleeveId}_PORTFOLIO", $"{sleeveId}_ASSESS", horizon), options)
        {
            Strategy = strategy,
        };
    }

    /// <summary>What decides: the strategy of one's own, or the house's with the sleeve's options.</summary>
    internal IStrategy Decider() => Strategy?.Strategy ?? new SleeveStrategy(Options, Spec.AssessmentHorizonDays);

    /// <summary>The options a sleeve with a strategy of its own may have, those that count being these.</summary>
    internal SleeveOptions OptionsThatCount() => SleeveOptions.Default with
    {
        Risk = Options.Risk,
        Simulator = Options.Simulator,
        Rebalance = Options.Rebalance,
        RebalancePhase = Options.RebalancePhase,
        SignalDelaySessions = Options.SignalDelaySessions,
        ScenarioSetIds = Options.ScenarioSetIds,
        ScenarioDigest = Options.ScenarioDigest,
    };
}
