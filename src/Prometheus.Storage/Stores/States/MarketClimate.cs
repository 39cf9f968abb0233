using System.Text.Json;
using Prometheus.Backtest.Campaign;
using Prometheus.Core.Identity;

namespace Prometheus.Storage.Stores.States;

/// <summary>The state of the market when something was decided, as it stands in <c>engine_decisions.metadata</c>.</summary>
public sealed record MarketClimate
{
    /// <summary>Null where there was no label.</summary>
    public RegimeClimate? Regime { get; init; }

    /// <summary>Null where no name had a state.</summary>
    public StabilityClimate? Stability { get; init; }

    /// <summary>At the last close of a run, as the run itself computed it: no other command, run before or not, changes it.</summary>
    public static MarketClimate Of(SleeveRun run)
    {
        var session = run.Daily[^1].Session;
        return new MarketClimate
        {
            Regime = run.Signals.Regime is { } regime ? RegimeClimate.Of(run.Market, regime, session) : null,
            Stability = run.Signals.Stability is { } stability ? StabilityClimate.Of(run.Market, stability, session) : null,
        };
    }

    /// <summary>Read from the metadata of a decision; empty where it noted nothing.</summary>
    public static MarketClimate Parse(string metadata) => JsonSerializer.Deserialize<MarketClimate>(metadata, CanonicalJson.Options)!;
}
