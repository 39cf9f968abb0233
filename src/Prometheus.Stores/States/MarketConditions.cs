using System.Text.Json;
using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Identity;

namespace Prometheus.Stores.States;

/// <summary>The state of the market when something was decided, as it stands in <c>engine_decisions.metadata</c>.</summary>
public sealed record MarketConditions
{
    /// <summary>Null where there was no label.</summary>
    public RegimeConditions? Regime { get; init; }

    /// <summary>Null where no name had a state.</summary>
    public StabilityConditions? Stability { get; init; }

    /// <summary>At the last close of a run, as the run itself computed it: no other command, run before or not, changes it.</summary>
    public static MarketConditions Of(SleeveRun run)
    {
        var session = run.Daily[^1].Session;
        return new MarketConditions
        {
            Regime = run.Signals.Regime is { } regime ? RegimeConditions.Of(run.Market, regime, session) : null,
            Stability = run.Signals.Stability is { } stability ? StabilityConditions.Of(run.Market, stability, session) : null,
        };
    }

    /// <summary>Read from the metadata of a decision; empty where it noted nothing.</summary>
    public static MarketConditions Parse(string metadata) => JsonSerializer.Deserialize<MarketConditions>(metadata, CanonicalJson.Options)!;
}
