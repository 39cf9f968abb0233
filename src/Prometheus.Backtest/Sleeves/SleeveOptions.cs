using System.Text.Json.Serialization;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Opinions.Assessment;
using Prometheus.Opinions.Lambda;
using Prometheus.Opinions.Universes;
using Prometheus.Portfolio.Construction;
using Prometheus.Portfolio.Risk;
using Prometheus.States.Fragility;
using Prometheus.States.Stability;

namespace Prometheus.Backtest.Sleeves;

/// <summary>Everything about a sleeve that is not an id; backtest and live alike. The horizon of the spec overrides those in here.</summary>
public sealed record SleeveOptions
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
    public string Rebalance { get; init; } = "weekly";

    /// <summary>Shifts the decisions inside their period, see <see cref="RebalanceRule.Phase"/>; null is phase 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RebalancePhase { get; init; }

    /// <summary>Sessions between what a decision knows and the close at which it is taken; null is 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
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

    /// <summary>Fragility, recorded with the universe and limited by <c>universe.maximum_fragility</c>; null is not computed.</summary>
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

    /// <summary>The decision calendar with its phase.</summary>
    internal RebalanceRule Rule => RebalanceRule.Parse(Rebalance, RebalancePhase ?? 0);

    /// <exception cref="UserError">A constant outside its range.</exception>
    public void Validate()
    {
        Portfolio.Validate();
        Risk?.Validate();
        Simulator.Validate();
        Fragility?.Validate();
        Universe.ProfileScreens?.Validate();
        Guard.InRange(Context?.MaximumAgeSessions ?? 0, 0, 10_000, "context.maximum_age_sessions");
        Guard.InRange(Context?.MinimumTrainingDates ?? 1, 1, 100_000, "context.minimum_training_dates");
        Guard.InRange(Context?.MinimumNames ?? 2, 2, 100_000, "context.minimum_names");
        RegimeRules?.Validate();
        Guard.InRange(Lambda?.Weight ?? 0, -1_000, 1_000, "lambda.weight");
        Guard.InRange(SignalDelaySessions ?? 0, 0, 20, "signal_delay_sessions");
        RebalanceRule.Parse(Rebalance, RebalancePhase ?? 0);
        if (Universe.LambdaWeight is { } weight && weight != 0 && Lambda is null)
            throw new UserError(FormattableString.Invariant($"universe.lambda_weight is {weight}, but no λ predictions are named"));
        if (Context is not null && Imported is not null)
            throw new UserError("an assessment comes from imported scores or from context vectors, not from both");
        if (Universe.ProfileScreens is not null && Stability.Profiles is null)
            throw new UserError("universe.profile_screens need profiles: name them with --profiles or stability.profiles.model_id");
    }
}
