namespace Prometheus.Databases;

/// <summary><c>universe_members</c>: every candidate of every decision with all its reasons, the points of each ingredient included.</summary>
internal static class UniverseMembersView
{
    /// <summary>By code, as the rows store them.</summary>
    internal static readonly string[] Tiers = ["CORE", "SATELLITE", "EXCLUDED"];

    internal static readonly string[] Classes = ["STABLE", "WATCH", "FRAGILE", "TARGETABLE", "BREAKER"];

    internal static readonly string[] Exclusions =
    [
        "", "hard_excluded_instrument", "not_equity", "not_tradable", "insufficient_history", "illiquid", "below_min_price", "no_stab_state",
        "excluded_breaker", "excluded_high_soft_target_score", "excluded_sector_cap", "excluded_max_universe_size", "hard_excluded_issuer",
        "excluded_high_fragility", "excluded_weak_profile_fragile", "excluded_low_data_quality", "excluded_high_leverage", "excluded_low_margin",
        "excluded_style", "excluded_high_illiquidity",
    ];

    private const string HasState = "f.soft_target_class IS NOT NULL";
    private const string HasLambda = "d.lambda_score_column IS NOT NULL";
    private const string HasRegime = "d.regime_size_factor IS NOT NULL";

    /// <summary>1 − α·risk, not below 0; NULL where the risk is unknown.</summary>
    private const string Multiplier =
        "CASE WHEN 1 - d.stab_risk_alpha * f.stab_p_to_targetable_or_breaker > 0 THEN 1 - d.stab_risk_alpha * f.stab_p_to_targetable_or_breaker WHEN f.stab_p_to_targetable_or_breaker IS NOT NULL THEN 0.0 END";

    /// <summary>Adding 0 makes −0 the 0 it is everywhere else. Points are weight · z · multiplier, in that order, so that their bits are the scorer's.</summary>
    public static SeedView Declared { get; } = new(
        "universe_members",
        keyColumns: 5,
        """
        universe_decisions d
        JOIN universe_candidates c ON c.decision_key = d.decision_key
        JOIN names n ON n.name_key = c.name_key
        LEFT JOIN universe_facts f ON f.facts_key = d.facts_key AND f.name_key = c.name_key
        LEFT JOIN names s ON s.name_key = f.sector_key
        """,
        ViewColumn.Text("context", "d.context"),
        ViewColumn.Text("universe_id", "d.universe_id"),
        ViewColumn.Date("as_of_date", "d.as_of_date"),
        ViewColumn.Text("entity_type", "'INSTRUMENT'"),
        ViewColumn.Text("entity_id", "n.name"),
        ViewColumn.Text("tier", ViewSql.WordOf("c.tier", Tiers)),
        ViewColumn.Boolean("included", "c.included"),
        ViewColumn.Real("score", "c.score"),
        ViewColumn.Document(
            "reasons",
            DocumentMember.Text("sector", "s.name"),
            DocumentMember.Text("market_id", "d.market_id"),
            DocumentMember.Real("avg_volume_63d", "f.avg_volume_63d"),
            DocumentMember.Real("last_close", "f.last_close"),
            DocumentMember.Boolean("level_filters_skipped", "f.level_filters_skipped"),
            DocumentMember.Real("realised_vol_63d", "f.realised_vol_63d", HasState),
            DocumentMember.Real("soft_target_score", "f.soft_target_score", HasState),
            DocumentMember.Text("soft_target_class", ViewSql.WordOf("f.soft_target_class", Classes), HasState),
            DocumentMember.Boolean("weak_profile", "f.weak_profile", HasState),
            DocumentMember.Text("cluster_id", $"d.market_id || '|' || s.name || '|' || {ViewSql.WordOf("f.soft_target_class", Classes)}", HasState),
            DocumentMember.Real("assessment_raw", "c.assessment_raw"),
            DocumentMember.Real("liquidity_raw", "f.liquidity_raw"),
            DocumentMember.Real("assessment_score", "c.assessment_z"),
            DocumentMember.Real("stability_z", "c.stability_z"),
            DocumentMember.Real("liquidity_z", "c.liquidity_z"),
            DocumentMember.Real("contrib_assessment", $"d.assessment_weight * c.assessment_z * ({Multiplier}) + 0.0"),
            DocumentMember.Real("contrib_stability", "d.stability_weight * c.stability_z + 0.0"),
            DocumentMember.Real("contrib_liquidity", "d.liquidity_weight * c.liquidity_z + 0.0"),
            DocumentMember.Real("stab_risk_score", "f.stab_p_to_targetable_or_breaker"),
            DocumentMember.Real("stab_risk_alpha", "d.stab_risk_alpha"),
            DocumentMember.Real("stab_risk_multiplier", Multiplier),
            DocumentMember.Real("stab_p_worsen_any", "f.stab_p_worsen_any"),
            DocumentMember.Real("stab_p_to_targetable_or_breaker", "f.stab_p_to_targetable_or_breaker"),
            DocumentMember.Real("lambda_score", "f.lambda_score", HasLambda),
            DocumentMember.Real("lambda_z", "c.lambda_z", HasLambda),
            DocumentMember.Real("lambda_score_weight", "d.lambda_score_weight", HasLambda),
            DocumentMember.Real("contrib_lambda", "d.lambda_score_weight * c.lambda_z + 0.0", HasLambda),
            DocumentMember.Text("lambda_experiment_id", "d.lambda_experiment_id", "d.lambda_experiment_id IS NOT NULL"),
            DocumentMember.Text("lambda_score_column", "d.lambda_score_column", HasLambda),
            DocumentMember.Text("regime_label", "d.regime_label", "d.regime_label IS NOT NULL"),
            DocumentMember.Real("regime_size_factor", "d.regime_size_factor", HasRegime),
            DocumentMember.Real("regime_risk_score", "d.regime_risk_score", "d.has_regime_risk"),
            DocumentMember.Real("regime_p_change_any", "d.regime_p_change_any", "d.has_regime_risk"),
            DocumentMember.Real("regime_risk_alpha", "CAST(0 AS double precision)", "d.has_regime_risk"),
            DocumentMember.Real("regime_risk_multiplier", "CAST(1 AS double precision)", "d.has_regime_risk"),
            DocumentMember.Real("fragility_score", "f.fragility_score", "d.has_fragility"),
            DocumentMember.Real("profile_data_quality", "f.profile_data_quality", "f.has_profile"),
            DocumentMember.Real("profile_leverage", "f.profile_leverage", "f.has_profile"),
            DocumentMember.Real("profile_net_margin", "f.profile_net_margin", "f.has_profile"),
            DocumentMember.Flag("exclusion", "c.exclusion", Exclusions)))
    {
        Tables = ["names", "universe_decisions", "universe_candidates", "universe_fact_sets", "universe_facts"],
        ValuesName = "universe_member_values",
    };
}
