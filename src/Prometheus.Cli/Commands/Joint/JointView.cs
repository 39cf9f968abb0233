using Prometheus.Embeddings.Joint;

namespace Prometheus.Cli.Commands.Joint;

/// <summary>How one joint space is shown: the seeds' columns, and what may be asked for.</summary>
/// <param name="Verb">Of <c>joint show</c>.</param>
/// <param name="Script">The seeds' name.</param>
/// <param name="Space">Its space.</param>
/// <param name="EntityPrefix">Beginning of the keys it shows.</param>
/// <param name="Columns">In the seeds' order; what is not of the row itself comes from its scope.</param>
/// <param name="Filters">Members of the scope that may be asked for, with <c>_</c> as <c>-</c> in the flag.</param>
/// <param name="OrderBy">Member of the scope that orders rows of a date.</param>
/// <param name="Limit">Rows shown where nothing is said.</param>
internal sealed record JointView(string Verb, string Script, JointSpace Space, string EntityPrefix, string[] Columns, string[] Filters, string OrderBy, int Limit)
{
    public static IReadOnlyList<JointView> All { get; } =
    [
        new("profiles", "show_joint_profiles", JointSpaces.Profile, "ISSUER:",
            ["as_of_date", "issuer_id", "instrument_id", "model_id", "dim", "l2_norm"], ["issuer_id"], "issuer_id", 1000),
        new("assessment-context", "show_joint_assessment_context", JointSpaces.AssessmentContext, "INSTRUMENT:",
            ["as_of_date", "instrument_id", "issuer_id", "region", "model_id", "dim", "l2_norm"], ["instrument_id", "issuer_id", "region"], "instrument_id", 1000),
        new("stab-states", "show_joint_stab_fragility_states", JointSpaces.StabFragility, "INSTRUMENT:",
            ["as_of_date", "instrument_id", "issuer_id", "region", "model_id", "dim", "l2_norm"], ["instrument_id", "region"], "instrument_id", 1000),
        new("stab-scenarios", "show_joint_stab_fragility_scenarios", JointSpaces.StabFragility, "SCENARIO:",
            ["as_of_date", "scenario_set_id", "scenario_id", "model_id", "dim", "l2_norm"], ["scenario_set_id", "scenario_id"], "scenario_id", 1000),
        new("portfolios", "show_joint_portfolios", JointSpaces.Portfolio, "PORTFOLIO:",
            ["as_of_date", "portfolio_id", "model_id", "dim", "l2_norm"], ["portfolio_id"], "portfolio_id", 1000),
        new("meta", "show_joint_meta_config_env", JointSpaces.MetaConfigEnvironment, "RUN:",
            ["as_of_date", "run_id", "strategy_id", "universe_id", "model_id", "dim", "l2_norm"], ["run_id", "strategy_id", "universe_id"], "run_id", 1000),
        new("regime-context", "show_joint_regime_context", JointSpaces.RegimeContext, "REGION:",
            ["as_of_date", "region", "episode_id", "model_id", "dim", "l2_norm"], ["region"], "region", 200),
        new("regime-macro", "show_joint_regime_macro_context", JointSpaces.RegimeMacro, "REGION:",
            ["as_of_date", "region", "model_id", "dim", "l2_norm"], ["region"], "region", 200),
        new("episodes", "show_joint_episodes", JointSpaces.Episode, "EPISODE:",
            ["as_of_date", "episode_id", "label", "region", "start_date", "end_date", "model_id", "dim", "l2_norm"], ["episode_id", "region"], "episode_id", 200),
    ];
}
