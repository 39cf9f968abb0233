using Prometheus.Core.Markets;
using Prometheus.States.Regimes;

namespace Prometheus.Stores.States;

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
