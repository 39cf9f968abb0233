using System.Text.Json.Serialization;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Identity;
using Prometheus.Core.Options;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.Portfolio.Construction;
using Prometheus.Portfolio.Risk;
using Prometheus.States.Fragility;
using Prometheus.States.Stability;

namespace Prometheus.Backtest.Sleeves;

/// <summary>Everything about a sleeve that is not an id; backtest and live alike. What follows from the sleeve's horizon is filled in by <see cref="At"/>.</summary>
public sealed record SleeveOptions : IConsistentOptions
{
    public static SleeveOptions Default { get; } = new();

    public StabilityOptions Stability { get; init; } = StabilityOptions.Default;

    public AssessmentOptions Assessment { get; init; } = AssessmentOptions.Default;

    public UniverseOptions Universe { get; init; } = UniverseOptions.Default;

    public PortfolioOptions Portfolio { get; init; } = PortfolioOptions.Default;

    /// <summary>Null switches the risk service off.</summary>
    public RiskOptions? Risk { get; init; } = RiskOptions.Default;

    public SimulatorOptions Simulator { get; init; } = SimulatorOptions.Default;

    /// <summary>Spelled as <see cref="RebalanceRule"/>.</summary>
    [Words("daily", "weekly", "monthly", "every:N")]
    public string Rebalance { get; init; } = "weekly";

    /// <summary>Shifts the decisions inside their period, see <see cref="RebalanceRule.Phase"/>; null is phase 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Range(0, 2520, Unit = "sessions")]
    public int? RebalancePhase { get; init; }

    /// <summary>Sessions between what a decision knows and the close at which it is taken; null is 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Range(0, 20, Unit = "sessions")]
    public int? SignalDelaySessions { get; init; }

    /// <summary>The user's own scores instead of the price assessment; null is the price assessment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImportedAssessmentOptions? Imported { get; init; }

    /// <summary>A head on context vectors instead of the price assessment, or their diagnostics beside it; null is prices alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContextOptions? Context { get; init; }

    /// <summary>Which λ̂ the universe knows, and how much it weighs in its score; null is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LambdaOptions? Lambda { get; init; }

    /// <summary>Fragility, recorded with the universe and limited by <c>universe.maximum_fragility</c>; null is the defaults where a limit needs it, else not computed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FragilityOptions? Fragility { get; init; }

    /// <summary>How the book behaves in each regime; null leaves the regime without influence.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RegimeRules? RegimeRules { get; init; }

    /// <summary>Ids of the scenario sets whose risk is recorded during the walk; null records none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EquatableList<string>? ScenarioSetIds { get; init; }

    /// <summary>SHA-256 over the requests of <see cref="ScenarioSetIds"/>, so that a run id follows from what the sets are and not from their names.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ScenarioDigest { get; init; }

    /// <summary>The options as a sleeve uses them: its horizon, and the weight of λ̂ in its universe, stand wherever an engine reads them.</summary>
    /// <param name="horizonSessions">H of the sleeve.</param>
    public SleeveOptions At(int horizonSessions) => this with
    {
        Assessment = Assessment with { HorizonSessions = horizonSessions },
        Universe = Universe with
        {
            AssessmentHorizon = horizonSessions,
            LambdaWeight = Lambda is { Weight: not 0 } lambda ? lambda.Weight : Universe.LambdaWeight,
        },
    };

    /// <summary>The options without what <see cref="At"/> fills in: what there is to say about a sleeve, each thing once.</summary>
    internal SleeveOptions WithoutDerived => this with
    {
        Assessment = Assessment with { HorizonSessions = AssessmentOptions.Default.HorizonSessions },
        Universe = Universe with
        {
            AssessmentHorizon = UniverseOptions.Default.AssessmentHorizon,
            LambdaWeight = Lambda is { Weight: not 0 } ? null : Universe.LambdaWeight,
        },
    };

    /// <summary>The decision calendar with its phase.</summary>
    internal RebalanceRule Rule => RebalanceRule.Parse(Rebalance, RebalancePhase ?? 0);

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (RebalancePhase is { } phase && phase >= RebalanceRule.Parse(Rebalance).Phases)
            yield return (nameof(RebalancePhase), FormattableString.Invariant($"must be below {RebalanceRule.Parse(Rebalance).Phases} where rebalance is '{Rebalance}', found {phase}"));
        if (Universe.LambdaWeight is { } weight && weight != 0 && Lambda is null)
            yield return ("universe.lambda_weight", FormattableString.Invariant($"needs λ predictions, found {weight} without any"));
        if (Lambda is { Weight: not 0 } lambda && Universe.LambdaWeight is { } other && other != lambda.Weight)
            yield return ("universe.lambda_weight", FormattableString.Invariant($"must be lambda.weight {lambda.Weight} or off, found {other}"));
        if (Context is not null && Imported is not null)
            yield return (nameof(Context), "must be off where imported scores assess: an assessment comes from one of them");
        if (Universe.ProfileScreens is not null && Stability.Profiles is null)
            yield return ("universe.profile_screens", "need profiles, which stability.profiles.model_id names");
    }
}
