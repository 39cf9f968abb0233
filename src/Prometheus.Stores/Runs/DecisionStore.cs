using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.Stores.States;

namespace Prometheus.Stores.Runs;

/// <summary>Decisions and what came of them ⇄ <c>engine_decisions</c> and <c>decision_outcomes</c> (sheet C §1.8).</summary>
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

    private const string DecisionColumns =
        """
        SELECT decision_id, engine_name, run_id, strategy_id, market_id, as_of_date, config_id,
               CAST(input_refs AS TEXT) AS input_refs, CAST(output_refs AS TEXT) AS output_refs, CAST(metadata AS TEXT) AS metadata
        FROM engine_decisions
        """;

    public static string RunnerDecisionId(string runId) => StableId.Of(Runner, runId);

    /// <summary>The runner's decision, one of every engine behind it, and the outcome of the run. Returns the rows written.</summary>
    public static long Save(DatabaseTransaction unit, SleeveRun run)
    {
        var id = RunnerDecisionId(run.RunId);
        var manifest = run.Manifest;
        var outcome = new OutcomeRow
        {
            DecisionId = id,
            OutcomeId = StableId.Of("outcome", id),
            HorizonDays = Math.Max(manifest.End.DayNumber - manifest.Start.DayNumber, 1),
            RealizedReturn = run.Metrics.GetValueOrDefault("cumulative_return", double.NaN),
            RealizedPnl = run.Daily[^1].Equity - manifest.InitialCash,
            RealizedDrawdown = run.Metrics.GetValueOrDefault("max_drawdown", double.NaN),
            RealizedVol = run.Metrics.GetValueOrDefault("annualised_vol", double.NaN),
            Metadata = MetadataJson(run),
        };
        return Save(unit, [RunnerDecision(run), .. EngineDecisions.Of(run)]) + SaveOutcomes(unit, [outcome]);
    }

    /// <summary>Decisions, each id once, new or changed. Returns the rows written.</summary>
    public static long Save(DatabaseTransaction unit, IReadOnlyList<DecisionRow> decisions) => unit.Upsert(Decisions, rows =>
    {
        foreach (var d in decisions)
        {
            rows.Text(d.DecisionId).Text(d.EngineName).Text(d.RunId).Text(d.StrategyId).Text(d.MarketId).Date(d.AsOfDate)
                .Text(d.ConfigId).Json(d.InputRefs).Json(d.OutputRefs).Json(d.Metadata).EndRow();
        }
    });

    /// <summary>Outcomes, each decision and horizon once, new or changed. Returns the rows written.</summary>
    public static long SaveOutcomes(DatabaseTransaction unit, IReadOnlyList<OutcomeRow> outcomes) => unit.Upsert(Outcomes, rows =>
    {
        foreach (var o in outcomes)
        {
            rows.Text(o.DecisionId).Integer(o.HorizonDays).Text(o.OutcomeId)
                .Real(o.RealizedReturn ?? double.NaN).Real(o.RealizedPnl ?? double.NaN).Real(o.RealizedDrawdown ?? double.NaN).Real(o.RealizedVol ?? double.NaN)
                .Json(o.Metadata).EndRow();
        }
    });

    /// <summary>Decisions of one engine that were made on or before a date, by date, then id.</summary>
    public static IReadOnlyList<DecisionRow> Read(IDatabaseReads runtime, string engineName, DateOnly asOf) => runtime.Query<DecisionRow>(
        $"{DecisionColumns} WHERE engine_name = @engineName AND as_of_date <= @asOf ORDER BY as_of_date, decision_id", new { engineName, asOf });

    /// <summary>The one decision whose id is, or begins with, <paramref name="decisionId"/>.</summary>
    /// <exception cref="NothingMatchedError">No such decision.</exception>
    /// <exception cref="UserError">More than one.</exception>
    public static DecisionRow Find(IDatabaseReads runtime, string decisionId)
    {
        var found = runtime.Query<DecisionRow>(
            $"{DecisionColumns} WHERE decision_id >= @decisionId AND decision_id < @beyond ORDER BY decision_id", new { decisionId, beyond = decisionId + "g" });
        return found.Count switch
        {
            1 => found[0],
            0 => throw new NothingMatchedError($"there is no decision '{decisionId}'"),
            _ => throw new UserError($"decision '{decisionId}' is ambiguous: {string.Join(", ", found.Take(5).Select(d => d.DecisionId))}"),
        };
    }

    /// <summary>The state of the market at the end of a run, as the run noted it; empty where it noted nothing.</summary>
    public static MarketConditions ClimateOf(IDatabaseReads runtime, string runId)
        => MarketConditions.Parse(runtime.Scalar<string>("SELECT CAST(metadata AS TEXT) FROM engine_decisions WHERE decision_id = @id", new { id = RunnerDecisionId(runId) }) ?? "{}");

    /// <summary>What is known to have come of one decision, by horizon.</summary>
    public static IReadOnlyList<OutcomeRow> OutcomesOf(IDatabaseReads runtime, string decisionId) => runtime.Query<OutcomeRow>(
        """
        SELECT decision_id, outcome_id, horizon_days, realized_return, realized_pnl, realized_drawdown, realized_vol, CAST(metadata AS TEXT) AS metadata
        FROM decision_outcomes WHERE decision_id = @decisionId ORDER BY horizon_days
        """,
        new { decisionId });

    private static DecisionRow RunnerDecision(SleeveRun run) => new()
    {
        DecisionId = RunnerDecisionId(run.RunId),
        EngineName = Runner,
        RunId = run.RunId,
        StrategyId = run.Sleeve.StrategyId,
        MarketId = run.Sleeve.MarketId,
        AsOfDate = run.Manifest.End,
        ConfigId = run.Sleeve.SleeveId,
        InputRefs = CanonicalJson.SerializeToString(new Dictionary<string, object>
        {
            ["run_id"] = run.RunId,
            ["sleeve_id"] = run.Sleeve.SleeveId,
            ["portfolio_id"] = run.Sleeve.PortfolioId,
            ["start_date"] = run.Manifest.Start,
            ["end_date"] = run.Manifest.End,
            ["options_hash"] = run.Manifest.OptionsHash,
            ["data_digest"] = run.Manifest.DataDigest,
        }),
        OutputRefs = $$"""{"metrics":{{RunStore.MetricsJson(run.Metrics)}}}""",
        Metadata = CanonicalJson.SerializeToString(MarketConditions.Of(run)),
    };

    private static string MetadataJson(SleeveRun run)
    {
        using var json = new StoredJson();
        return json.Object(run.Metrics, static (writer, metrics) => StoredJson.Number(writer, "annualised_sharpe", metrics.GetValueOrDefault("annualised_sharpe", double.NaN)));
    }
}
