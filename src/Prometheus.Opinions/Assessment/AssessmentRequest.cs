using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.States.Declarations;
using Prometheus.States.Prices;
using Prometheus.States.Stability;

namespace Prometheus.Opinions.Assessment;

/// <summary>An assessment with all it stands on: from prices, from the user's own scores, or from a head on context vectors.</summary>
/// <param name="Stability">Whose classes inflate risk.</param>
/// <param name="Assessment">Constants, horizon included.</param>
/// <param name="Imported">The user's own scores instead of price ingredients.</param>
/// <param name="Context">A head on context vectors instead of price ingredients, or their diagnostics beside them.</param>
public sealed record AssessmentRequest(
    StabilityOptions Stability, AssessmentOptions Assessment, ImportedAssessmentOptions? Imported = null, ContextOptions? Context = null)
{
    public static StateDefinition<AssessmentRequest, AssessmentState> Definition { get; } = new()
    {
        Kind = "assessment",
        ModelId = AssessmentState.DefaultModelId,
        Table = "instrument_scores",
        Command = "universe backfill",
        StoredReads = ["imported_scores", "joint_embeddings"],
        Default = new AssessmentRequest(StabilityOptions.Default, AssessmentOptions.Default),
        Reads = _ => MarketReads.Members,
        Needs = request => request.StandsOn,
        Compute = ComputeAll,
    };

    private bool IsOfPrices => Imported is null && Context is null;

    private bool LeansOnPrices => Context is { DiagnosticsOnly: true } or { Fallback: ContextFallback.Basic };

    /// <summary>The price assessment of the same options.</summary>
    private StateRequest<AssessmentRequest, AssessmentState> OfPrices => Definition.Of(this with { Imported = null, Context = null });

    private IReadOnlyList<StateRequest> StandsOn => LeansOnPrices
        ? [StabilityEngine.Definition.Of(Stability), PriceFeatures.Definition.Usual, OfPrices]
        : [StabilityEngine.Definition.Of(Stability), PriceFeatures.Definition.Usual];

    /// <summary>Ingredients are ranked once for all price assessments of one stability.</summary>
    private static AssessmentState[] ComputeAll(StateReader reader, IReadOnlyList<AssessmentRequest> all)
    {
        var features = reader.Get(PriceFeatures.Definition.Of(NoOptions.Instance));
        var states = new AssessmentState[all.Count];
        foreach (var group in Enumerable.Range(0, all.Count).Where(k => all[k].IsOfPrices).GroupBy(k => all[k].Stability))
        {
            var places = group.ToArray();
            var stability = reader.Get(StabilityEngine.Definition.Of(group.Key));
            var computed = AssessmentEngine.Compute(reader.Market, features, stability, [.. places.Select(k => all[k].Assessment)], reader.Workers, reader.Cancellation);
            for (var k = 0; k < places.Length; k++)
                states[places[k]] = computed[k];
        }

        for (var k = 0; k < states.Length; k++)
        {
            var state = states[k] ?? all[k].ComputeFromStored(reader, features);
            states[k] = state with { StabilityModelId = reader.Get(StabilityEngine.Definition.Of(all[k].Stability)).ModelId };
        }

        return states;
    }

    private AssessmentState ComputeFromStored(StateReader reader, PriceFeatures features)
    {
        reader.Cancellation.ThrowIfCancellationRequested();
        var stability = reader.Get(StabilityEngine.Definition.Of(Stability));
        if (Imported is { } imported)
        {
            var scores = reader.Stored<ImportedScores>(imported.ScoresDigest)
                ?? throw new UserError($"the scores of {imported.ModelId} with digest '{imported.ScoresDigest}' are not at hand: they were imported again or never");
            return ImportedAssessment.Compute(reader.Market, features, stability, scores, Assessment, imported.MaximumAgeSessions);
        }

        var vectors = reader.Stored<ContextVectors>(Context!.VectorsDigest)
            ?? throw new UserError($"the vectors of {Context.ContextModelId} with digest '{Context.VectorsDigest}' are not at hand: they were computed again or never");
        var basic = LeansOnPrices ? reader.Get(OfPrices) : null;
        return Context.DiagnosticsOnly
            ? ContextAssessment.Beside(reader.Market, basic!, vectors, Context)
            : ContextAssessment.Compute(reader.Market, features, stability, basic, vectors, Assessment, Context, reader.Cancellation);
    }
}

/// <summary>Which of the user's own scores take the place of the price assessment; part of what a run depends on.</summary>
public sealed record ImportedAssessmentOptions
{
    /// <summary>Model the scores were imported under.</summary>
    public string ModelId { get; init; } = "";

    /// <summary><see cref="ImportedScores.Digest"/> of the scores used.</summary>
    public string ScoresDigest { get; init; } = "";

    /// <summary>Sessions after which a score is silent; null is its horizon.</summary>
    [Range(0, 10_000, Unit = "sessions")]
    public int? MaximumAgeSessions { get; init; }
}
