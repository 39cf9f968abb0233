using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.States.Stability;

namespace Prometheus.Stores.States;

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
