using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;
using Prometheus.Core.Time;
using Prometheus.States.Regimes;
using Prometheus.Stores;
using Prometheus.Stores.States;

namespace Prometheus.Workflows.Regimes;

/// <summary>Regime-change risk from the stored regimes: on each session, from the transitions stored up to it and nothing later.</summary>
public static class RegimeRiskSeries
{
    public static IReadOnlyList<string> Header { get; } =
    [
        "as_of_date", "region", "current_regime_label", "horizon_steps", "p_change_any", "p_to_crisis_or_risk_off", "p_to_carry", "regime_risk_score",
    ];

    /// <summary>Those of <see cref="Header"/> and more.</summary>
    public static IReadOnlyList<string> AllColumns { get; } = [.. Header, "p_hit_stress_within_h", "n_obs", "model_id"];

    /// <summary>Rows by date; a session without a stored regime has none.</summary>
    /// <param name="databases">The regimes.</param>
    /// <param name="region">US, EU or ASIA.</param>
    /// <param name="start">First date.</param>
    /// <param name="end">Last date; nothing stored for later is read.</param>
    /// <param name="options">Horizon and prior.</param>
    /// <param name="modelId">Whose regimes.</param>
    /// <exception cref="NothingMatchedError">No regime is stored in the range.</exception>
    public static IReadOnlyList<object?[]> Rows(
        DatabasePair databases, string region, DateOnly start, DateOnly end, RegimeRiskOptions options, string modelId = RegimeState.DefaultModelId)
    {
        OptionRules.Require(options);
        var market = MarketCatalog.OfRegion(region);
        var stored = RegimeStore.Read(databases.Runtime, region, modelId, DateOnly.MinValue, end);
        if (!stored.Any(r => r.AsOfDate >= start))
        {
            throw new NothingMatchedError(
                $"no regime of {region} is stored from {start:yyyy-MM-dd} to {end:yyyy-MM-dd}; 'prometheus regime classify --region {region} --start {start:yyyy-MM-dd} --end {end:yyyy-MM-dd}' stores them");
        }

        var sessions = new SessionAxis(ExchangeCalendars.Get(market.Exchange).Sessions(stored[0].AsOfDate, end).Select(s => s.Date));
        var (label, probability) = RegimeStore.ReadPanels(databases.Runtime, region, modelId, sessions, end);
        var risks = RegimeRiskEngine.Compute(label, probability, options);
        var rows = new List<object?[]>();
        for (var t = sessions.FirstAtOrAfter(start); t < sessions.Count; t++)
        {
            if (label[t, 0] == CodePanel.None)
                continue;
            var risk = risks.At(t);
            rows.Add(
            [
                sessions[t], region, StoredName.Of((RegimeLabel)label[t, 0]), options.HorizonSteps,
                risk.ChangeAny, risk.ToCrisisOrRiskOff, risk.ToCarry, risk.Score, risk.HitStressWithin, risk.Observations, modelId,
            ]);
        }

        return rows;
    }
}
