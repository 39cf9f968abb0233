using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Opinions.Assessment;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Universes;

/// <summary>
/// <c>basic-equity-v1</c>: on each decision session filter, score, cap and rank the names known by then. A forward scan whose only memory is the
/// previous membership; the snapshot of session t depends on rows ≤ t only.
/// </summary>
public static class UniverseEngine
{
    /// <param name="market">Closes, volumes, listings.</param>
    /// <param name="stability">State of the same market.</param>
    /// <param name="assessment">Opinion of the same market, at the horizon of <paramref name="options"/>.</param>
    /// <param name="decisionSessions">Ascending rows.</param>
    /// <param name="options">Filters, weights and caps.</param>
    /// <param name="inputs">What else is known; null is nothing.</param>
    /// <exception cref="ModelError">The assessment has another horizon than the options ask for, or an option needs an input that is missing.</exception>
    public static UniverseState Select(
        Market market,
        StabilityState stability,
        AssessmentState assessment,
        ReadOnlySpan<int> decisionSessions,
        UniverseOptions options,
        UniverseInputs? inputs = null)
    {
        OptionRules.Require(options);
        inputs ??= UniverseInputs.None;
        if (assessment.Options.HorizonSessions != options.AssessmentHorizon)
            throw new ModelError($"the universe ranks by horizon {options.AssessmentHorizon} but was given an assessment of horizon {assessment.Options.HorizonSessions}");

        RequireInputs(options, inputs);
        var changes = StateChangeEngine.Compute(stability, market.Sectors, decisionSessions, options.StateChange);
        var filters = new UniverseFilters(market, stability, options, inputs);
        var lambda = inputs.Lambda is null ? null : new ClusterScores(market, stability, inputs.Lambda);
        var ranking = new UniverseRanking(options);
        var member = new bool[market.Instruments.Count];
        var snapshots = new UniverseSnapshot[decisionSessions.Length];
        for (var k = 0; k < decisionSessions.Length; k++)
        {
            var candidates = filters.Apply(decisionSessions[k], member);
            AddIngredients(candidates, decisionSessions[k], k, stability, assessment, changes);
            lambda?.Add(candidates, decisionSessions[k]);
            UniverseScoring.Score(candidates, options, hasLambda: lambda is not null);
            var regime = UniverseRegime.At(inputs, options.RegimeSizes, decisionSessions[k]);
            ranking.Admit(candidates, member, regime.SizeFactor);
            snapshots[k] = new UniverseSnapshot(decisionSessions[k], candidates) { Regime = regime };
            Array.Clear(member);
            foreach (var candidate in candidates)
                member[candidate.Instrument] = candidate.Included;
        }

        return new UniverseState(options, snapshots) { Inputs = inputs };
    }

    private static void RequireInputs(UniverseOptions options, UniverseInputs inputs)
    {
        if (options.LambdaWeight is { } weight && weight != 0 && inputs.Lambda is null)
            throw new ModelError($"the universe ranks by λ with weight {weight} but was given no predictions");
        if (options.MaximumFragility is not null && inputs.Fragility is null)
            throw new ModelError("the universe limits fragility but was given no fragility scores");
        if (options.MaximumIlliquidity is not null && inputs.Liquidity is null)
            throw new ModelError("the universe limits illiquidity but was given no liquidity");
        if (options.RegimeSizes is not null && inputs.Regime is null)
            throw new ModelError("the universe takes its size from the regime but was given no regimes");
    }

    private static void AddIngredients(
        UniverseCandidate[] candidates, int session, int ordinal, StabilityState stability, AssessmentState assessment, StateChangeState changes)
    {
        var classes = stability.Class.Row(session);
        var index = stability.Index.Row(session);
        var z = assessment.Z.Row(session);
        for (var c = 0; c < candidates.Length; c++)
        {
            var candidate = candidates[c];
            var present = classes[candidate.Instrument];
            if (present == Core.Panels.CodePanel.None)
                continue;
            var risk = changes.Of(ordinal, candidate.Sector, (SoftTargetClass)present);
            candidates[c] = candidate with
            {
                StabilityRisk = risk.ToTargetableOrBreaker,
                StabilityWorsen = risk.WorsenAny,
                AssessmentZ = z[candidate.Instrument],
                StabilityZ = 100 - index[candidate.Instrument],
            };
        }
    }
}
