using System.Text.Json;
using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.States.Regimes;
using Prometheus.States.Stability;

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

/// <summary>The regime of a market on one session.</summary>
public sealed record RegimeConditions
{
    public required DateOnly AsOf { get; init; }

    public required string ModelId { get; init; }

    /// <summary>CRISIS, RISK_OFF, CARRY, NEUTRAL.</summary>
    public required string Label { get; init; }

    /// <summary>Filtered probability of the label, 0 … 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Of one session of a computed state; null where it has no label.</summary>
    public static RegimeConditions? Of(Market market, RegimeState state, int session) => state.LabelAt(session) is not { } label ? null : new RegimeConditions
    {
        AsOf = market.Sessions[session],
        ModelId = state.ModelId,
        Label = StoredName.Of(label),
        Confidence = state.ConfidenceAt(session),
    };
}

/// <summary>The stability of a market's names on one session, in a few numbers; funds are left out.</summary>
public sealed record StabilityConditions
{
    public required DateOnly AsOf { get; init; }

    public required string ModelId { get; init; }

    /// <summary>Names that had a state; more than 0.</summary>
    public required int Names { get; init; }

    /// <summary>Mean soft-target index, 0 (calm) … 100.</summary>
    public required double MeanIndex { get; init; }

    /// <summary>Share of names in TARGETABLE or BREAKER.</summary>
    public required double ShareTargetableOrBreaker { get; init; }

    /// <summary>Of one session of a computed state; null where no name has one.</summary>
    public static StabilityConditions? Of(Market market, StabilityState state, int session)
    {
        var observed = Enumerable.Range(0, market.Instruments.Count)
            .Where(i => state.Class[session, i] != CodePanel.None && !market.Funds.Contains(i)).ToArray();
        return observed.Length == 0 ? null : new StabilityConditions
        {
            AsOf = market.Sessions[session],
            ModelId = state.ModelId,
            Names = observed.Length,
            MeanIndex = LaneStatistics.Mean(Array.ConvertAll(observed, i => state.Index[session, i])),
            ShareTargetableOrBreaker = (double)observed.Count(i => (SoftTargetClass)state.Class[session, i] >= SoftTargetClass.Targetable) / observed.Length,
        };
    }
}
