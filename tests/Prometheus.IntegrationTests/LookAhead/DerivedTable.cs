using Prometheus.Databases;

namespace Prometheus.IntegrationTests.LookAhead;

/// <summary>A table of rows that a command derives, and what dates a row.</summary>
/// <param name="In">Its database.</param>
/// <param name="Name">Its name.</param>
/// <param name="Date">Column, or expression, of the date from which a row may be used.</param>
/// <param name="Kinds">Columns that tell artefacts of one table apart: each of their values is drawn from.</param>
/// <param name="OnlyBefore">
/// A run's last session leaves something of its own in the table, so that its rows of T itself are not compared with those of a run that goes on.
/// </param>
internal sealed record DerivedTable(LogicalDatabase In, string Name, string Date, string[] Kinds, bool OnlyBefore = false)
{
    public static readonly IReadOnlyList<DerivedTable> All =
    [
        Historical("returns_daily", "trade_date"),
        Historical("volatility_daily", "trade_date"),
        Historical("factors_daily", "known_on", "kind"),
        Historical("instrument_factors_daily", "trade_date"),
        Historical("correlation_panels", "end_date"),
        Historical("risk_matrices", "end_date"),
        Historical("numeric_window_embeddings", "as_of_date", "model_id", "entity_type"),
        Historical("text_embeddings", "as_of_date", "model_id", "source_type"),
        Historical("joint_embeddings", "as_of_date", "joint_type"),
        Runtime("regimes", "as_of_date", "model_id"),
        Runtime("regime_transitions", "as_of_date", "model_id"),
        Runtime("models", "served_from", "model_id"),
        Runtime("stability_vectors", "as_of_date", "entity_type", "model_id"),
        Runtime("soft_target_classes", "as_of_date", "entity_type", "model_id"),
        Runtime("fragility_measures", "as_of_date"),
        Runtime("liquidity_daily", "as_of_date"),
        Runtime("instrument_scores", "as_of_date", "model_id"),
        Runtime("score_contexts", "as_of_date"),
        Runtime("profiles", "as_of_date"),
        Runtime("universe_members", "as_of_date", "universe_id"),
        Runtime("book_targets", "as_of_date", "book_id"),
        Runtime("target_portfolios", "as_of_date", "portfolio_id"),
        Runtime("risk_actions", "as_of_date"),
        Runtime("orders", "trade_date"),
        Runtime("fills", "trade_date"),
        Runtime("executed_actions", "trade_date"),
        Runtime("backtest_daily_equity", "date"),
        Runtime("backtest_trades", "trade_date"),
        Runtime("positions_snapshots", "as_of_date") with { OnlyBefore = true },
        Runtime("portfolio_risk_reports", "as_of_date", "portfolio_id"),
        Runtime("backtest_runs", "end_date"),
        Runtime("engine_decisions", "as_of_date", "engine_name"),
        Runtime("opportunity_experiments", "test_end"),
        Runtime("scenario_sets", "max_data_date"),
        OfSet("scenario_entities"),
        OfSet("scenario_returns"),
        OfSet("scenario_draws"),
    ];

    /// <summary>Tables without an artefact to draw, each with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> Undrawn = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["import_files"] = "says which file was read, whatever is left of its rows",
        ["price_changes"] = "what an import corrected; nothing was",
        ["price_series_changes"] = "what an import replaced; nothing was",
        ["series_changes"] = "what an import corrected; nothing was",
        ["price_series"] = "sums up the bars",
        ["price_tiles"] = "a second copy of the bars",
        ["text_vector_cache"] = "vectors a server was asked for; the built-in encoder asks none",
        ["joint_spaces"] = "constants of a space, without a date",
        ["markets"] = "constants of a market, without a date",
        ["regions"] = "settings, without a date",
        ["strategies"] = "names, without a date",
        ["portfolios"] = "names, without a date",
        ["decision_outcomes"] = "what came after a decision, by design",
        ["job_units"] = "says which range was asked for and when it was done",
        ["makings"] = "says which command was given",
        ["making_inputs"] = "digests of what a command read, whatever its range",
        ["artefacts"] = "says which rows and files a command left",
        ["superseded_runs"] = "says which runs gave way to others; none did",
        ["schema_migrations"] = "says how the tables were made",
    };

    private static DerivedTable OfSet(string name) => Runtime(name, $"(SELECT max_data_date FROM scenario_sets s WHERE s.scenario_set_id = {name}.scenario_set_id)");

    private static DerivedTable Historical(string name, string date, params string[] kinds) => new(LogicalDatabase.Historical, name, date, kinds);

    private static DerivedTable Runtime(string name, string date, params string[] kinds) => new(LogicalDatabase.Runtime, name, date, kinds);
}
