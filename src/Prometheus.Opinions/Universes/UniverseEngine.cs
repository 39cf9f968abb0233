using System.Runtime.InteropServices;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Fragility;
using Prometheus.States.Liquidity;
using Prometheus.States.Regimes;
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

/// <summary>What was known of the regime when a universe was decided.</summary>
/// <param name="Label">Null where none was known.</param>
/// <param name="RiskScore">Probability of CRISIS or RISK_OFF at the horizon; NaN where unknown.</param>
/// <param name="ChangeAny">Probability of another label at the horizon; NaN where unknown.</param>
/// <param name="SizeFactor">What the size of the universe was multiplied by.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UniverseRegime(RegimeLabel? Label, double RiskScore, double ChangeAny, double SizeFactor)
{
    public static UniverseRegime Unknown { get; } = new(null, double.NaN, double.NaN, 1);

    internal static UniverseRegime At(UniverseInputs inputs, RegimeSizes? sizes, int session)
    {
        var label = inputs.Regime?.LabelAt(session);
        var risk = inputs.RegimeRisk?.At(session);
        return new UniverseRegime(label, risk?.Score ?? double.NaN, risk?.ChangeAny ?? double.NaN, sizes?.FactorOf(label) ?? 1);
    }
}

/// <summary>The universe as decided at the close of one session: every candidate, members and excluded alike, by instrument column.</summary>
/// <param name="Session">Row of the decision session.</param>
/// <param name="Candidates">
/// Instruments with at least one observed close ≤ the session that are not delisted, ascending by column. Names of the future leave no row.
/// </param>
public sealed record UniverseSnapshot(int Session, UniverseCandidate[] Candidates)
{
    public UniverseRegime Regime { get; init; } = UniverseRegime.Unknown;

    /// <summary>Scored candidates with a λ̂, over all scored candidates; NaN where there was none to score.</summary>
    public double LambdaCoverage
    {
        get
        {
            var (scored, covered) = (0, 0);
            foreach (ref readonly var candidate in Candidates.AsSpan())
            {
                scored += candidate.WasScored ? 1 : 0;
                covered += candidate.WasScored && !double.IsNaN(candidate.LambdaScore) ? 1 : 0;
            }

            return scored == 0 ? double.NaN : (double)covered / scored;
        }
    }
}

/// <summary>
/// What a universe may know beyond stability and assessment; each member is null where it is not known. All speak of the same market. An
/// input is recorded with every candidate even where its weight is 0.
/// </summary>
public sealed record UniverseInputs
{
    public static UniverseInputs None { get; } = new();

    /// <summary>λ̂ of the clusters.</summary>
    public LambdaPredictions? Lambda { get; init; }

    /// <summary>Regime of the market; it changes how many members there are, never their order.</summary>
    public RegimeState? Regime { get; init; }

    public RegimeRiskState? RegimeRisk { get; init; }

    public FragilityState? Fragility { get; init; }

    /// <summary>Needed where illiquidity is limited.</summary>
    public LiquidityState? Liquidity { get; init; }
}

/// <summary>Share of the usual size a universe has in each regime; without a label it keeps its size.</summary>
public sealed record RegimeSizes
{
    [Range(0, 10, Unit = "multiple of the usual size")]
    public double Crisis { get; init; } = 1;

    [Range(0, 10, Unit = "multiple of the usual size")]
    public double RiskOff { get; init; } = 1;

    [Range(0, 10, Unit = "multiple of the usual size")]
    public double Carry { get; init; } = 1;

    [Range(0, 10, Unit = "multiple of the usual size")]
    public double Neutral { get; init; } = 1;

    public double FactorOf(RegimeLabel? label) => label switch
    {
        RegimeLabel.Crisis => Crisis,
        RegimeLabel.RiskOff => RiskOff,
        RegimeLabel.Carry => Carry,
        RegimeLabel.Neutral => Neutral,
        _ => 1,
    };
}

/// <summary>A forward scan over decision sessions; the only memory from one to the next is the membership.</summary>
/// <param name="Options">What the state was computed with.</param>
/// <param name="Snapshots">One a decision session, ascending.</param>
public sealed record UniverseState(UniverseOptions Options, IReadOnlyList<UniverseSnapshot> Snapshots)
{
    /// <summary>What was known beyond stability and assessment.</summary>
    public UniverseInputs Inputs { get; init; } = UniverseInputs.None;

    public const string DefaultModelId = "basic-equity-v1";

    public string ModelId => StableId.ModelId(
        DefaultModelId, Options with { AssessmentHorizon = UniverseOptions.Default.AssessmentHorizon }, UniverseOptions.Default);

    /// <summary>The snapshot of <paramref name="session"/>, or null where it is no decision session.</summary>
    public UniverseSnapshot? On(int session)
    {
        var (low, high) = (0, Snapshots.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = Snapshots[middle].Session;
            if (found == session)
                return Snapshots[middle];
            if (found < session)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }
}
