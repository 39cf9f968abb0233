using Prometheus.Backtest.Campaign;
using Prometheus.Core.Identity;
using Prometheus.Storage.Bulk;
using Prometheus.Storage.Databases;

namespace Prometheus.Storage.Stores.Runs;

/// <summary>The runner's own decision and what came of it ⇄ <c>engine_decisions</c> and <c>decision_outcomes</c> (sheet C §1.8).</summary>
public static class DecisionStore
{
    private const string Runner = "BACKTEST_SLEEVE_RUNNER";

    private static readonly TableShape Decisions = new(
        "engine_decisions",
        keyColumns: 1,
        Column.Text("decision_id"),
        Column.Text("engine_name"),
        Column.Text("run_id"),
        Column.Text("strategy_id"),
        Column.Text("market_id"),
        Column.Date("as_of_date"),
        Column.Text("config_id"),
        Column.Json("input_refs"),
        Column.Json("output_refs"),
        Column.Json("metadata"));

    private static readonly TableShape Outcomes = new(
        "decision_outcomes",
        keyColumns: 2,
        Column.Text("decision_id"),
        Column.Integer("horizon_days"),
        Column.Text("outcome_id"),
        Column.Real("realized_return"),
        Column.Real("realized_pnl"),
        Column.Real("realized_drawdown"),
        Column.Real("realized_vol"),
        Column.Json("metadata"));

    public static string RunnerDecisionId(string runId) => StableId.Of(Runner, runId);

    /// <summary>Returns the rows written.</summary>
    public static long Save(DatabaseTransaction unit, SleeveRun run)
    {
        var id = RunnerDecisionId(run.RunId);
        var manifest = run.Manifest;
        var inputs = CanonicalJson.SerializeToString(new Dictionary<string, object>
        {
            ["run_id"] = run.RunId,
            ["sleeve_id"] = run.Sleeve.SleeveId,
            ["portfolio_id"] = run.Sleeve.PortfolioId,
            ["start_date"] = manifest.Start,
            ["end_date"] = manifest.End,
            ["options_hash"] = manifest.OptionsHash,
            ["data_digest"] = manifest.DataDigest,
        });
        var horizon = Math.Max(manifest.End.DayNumber - manifest.Start.DayNumber, 1);
        var metrics = RunStore.MetricsJson(run.Metrics);
        return unit.Upsert(Decisions, rows => rows
                .Text(id).Text(Runner).Text(run.RunId).Text(run.Sleeve.StrategyId).Text(run.Sleeve.MarketId).Date(manifest.End)
                .Text(run.Sleeve.SleeveId).Json(inputs).Json($$"""{"metrics":{{metrics}}}""").Json("{}").EndRow())
            + unit.Upsert(Outcomes, rows => rows
                .Text(id).Integer(horizon).Text(StableId.Of("outcome", id))
                .Real(run.Metrics.GetValueOrDefault("cumulative_return", double.NaN))
                .Real(run.Daily[^1].Equity - manifest.InitialCash)
                .Real(run.Metrics.GetValueOrDefault("max_drawdown", double.NaN))
                .Real(run.Metrics.GetValueOrDefault("annualised_vol", double.NaN))
                .Json(MetadataJson(run)).EndRow());
    }

    private static string MetadataJson(SleeveRun run)
    {
        using var json = new StoredJson();
        return json.Object(run.Metrics, static (writer, metrics) => StoredJson.Number(writer, "annualised_sharpe", metrics.GetValueOrDefault("annualised_sharpe", double.NaN)));
    }
}
