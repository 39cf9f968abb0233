namespace Prometheus.Opinions.Evaluation;

/// <summary>Everything known about how good a score is, over one range of sessions.</summary>
/// <param name="Options">How it was judged.</param>
/// <param name="Dates">The sessions of the range.</param>
/// <param name="ScoredSessions">Sessions with enough scores.</param>
/// <param name="Coverage">Mean share of the names with a close that have a score; NaN without a name.</param>
/// <param name="Horizons">One a horizon, ascending.</param>
/// <param name="Decay">By age of the score.</param>
/// <param name="Persistence">By lag.</param>
/// <param name="Sectors">By sector name; sectors that never have enough names are left out.</param>
/// <param name="Regimes">By label; empty without regimes.</param>
public sealed record EvaluationState(
    EvaluationOptions Options,
    IReadOnlyList<DateOnly> Dates,
    int ScoredSessions,
    double Coverage,
    IReadOnlyList<HorizonEvaluation> Horizons,
    IReadOnlyList<DecayPoint> Decay,
    IReadOnlyList<PersistencePoint> Persistence,
    IReadOnlyList<GroupEvaluation> Sectors,
    IReadOnlyList<GroupEvaluation> Regimes)
{
    public HorizonEvaluation Primary => Horizons.First(h => h.Horizon == Options.PrimaryHorizon);
}
