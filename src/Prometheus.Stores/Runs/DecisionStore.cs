using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Metrics;
using Prometheus.Portfolio.Construction;
using Prometheus.Portfolio.Risk;
using Prometheus.Stores.States;

namespace Prometheus.Stores.Runs;

/// <summary>
/// Decisions and what came of them (sheet C §1.8). A run as a whole and a choice of Meta lie in <c>decision_log</c>, the engines of a run in
/// <c>book_engines</c>; the view <c>engine_decisions</c> shows both, the engines once a decision date. Outcomes lie in <c>decision_outcomes</c>.
/// </summary>
public static class DecisionStore
{
    private const string Runner = "BACKTEST_SLEEVE_RUNNER";

    /// <summary>The risk service has one catalogue of rules; its limits are its options.</summary>
    private const string RiskModelId = "risk-rules-v1";

    private static readonly TableShape Decisions = new(
        "decision_log",
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

    private static readonly TableShape Engines = new(
        "book_engines",
        keyColumns: 2,
        Column.Narrow("book_key"),
        Column.Narrow("engine"),
        Column.Text("model_id"),
        Column.Text("options_hash"),
        Column.Json("options"));

    private const string DecisionColumns =
        """
        SELECT decision_id, engine_name, run_id, strategy_id, market_id, as_of_date, config_id,
               CAST(input_refs AS TEXT) AS input_refs, CAST(output_refs AS TEXT) AS output_refs, CAST(metadata AS TEXT) AS metadata
        """;

    /// <summary>The id of the row of a run as a whole, dated at its end.</summary>
    private static string RunnerDecisionId(RunManifest manifest) => string.Create(CultureInfo.InvariantCulture, $"{manifest.RunId}:{manifest.End:yyyy-MM-dd}:{Runner}");

    /// <summary>The runner's decision, the engines behind the run, and its outcome. Returns the rows written.</summary>
    internal static long Save(DatabaseTransaction unit, SleeveRun run, StoredBook book)
    {
        var manifest = run.Manifest;
        var id = RunnerDecisionId(manifest);
        var outcome = new OutcomeRow
        {
            DecisionId = id,
            HorizonDays = run.Daily.Length - 1,
            RealizedReturn = run.Metrics.GetValueOrDefault(MetricCatalog.CumulativeReturn.Key, double.NaN),
            RealizedPnl = run.Daily[^1].Equity - manifest.InitialCash,
            RealizedDrawdown = run.Metrics.GetValueOrDefault(MetricCatalog.MaxDrawdown.Key, double.NaN),
            RealizedVol = run.Metrics.GetValueOrDefault(MetricCatalog.AnnualisedVolatility.Key, double.NaN),
            Metadata = MetadataJson(run),
        };
        return unit.Replace(Engines, book.Rows, rows => WriteEngines(rows, run, book)) + Save(unit, [RunnerDecision(run)]) + SaveOutcomes(unit, [outcome]);
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
            rows.Text(o.DecisionId).Integer(o.HorizonDays).Text(string.Create(CultureInfo.InvariantCulture, $"{o.DecisionId}:{o.HorizonDays}"))
                .Real(o.RealizedReturn ?? double.NaN).Real(o.RealizedPnl ?? double.NaN).Real(o.RealizedDrawdown ?? double.NaN).Real(o.RealizedVol ?? double.NaN)
                .Json(o.Metadata).EndRow();
        }
    });

    /// <summary>Logged decisions of one name that were made on or before a date, by date, then id.</summary>
    public static IReadOnlyList<DecisionRow> Read(IDatabaseReads runtime, string engineName, DateOnly asOf) => runtime.Query<DecisionRow>(
        $"{DecisionColumns} FROM decision_log WHERE engine_name = @engineName AND as_of_date <= @asOf ORDER BY as_of_date, decision_id", new { engineName, asOf });

    /// <summary>The one decision whose id is <paramref name="decisionId"/>, or the one logged whose id begins with it.</summary>
    /// <exception cref="NothingMatchedError">No such decision.</exception>
    /// <exception cref="UserError">More than one.</exception>
    public static DecisionRow Find(IDatabaseReads runtime, string decisionId)
    {
        var found = runtime.Query<DecisionRow>(
            $"{DecisionColumns} FROM decision_log WHERE substr(decision_id, 1, @length) = @decisionId ORDER BY decision_id", new { decisionId, length = decisionId.Length });
        if (found.Count == 0)
            found = runtime.Query<DecisionRow>($"{DecisionColumns} FROM engine_decisions WHERE decision_id = @decisionId", new { decisionId });
        return found.Count switch
        {
            1 => found[0],
            0 => throw new NothingMatchedError($"there is no decision '{decisionId}'"),
            _ => throw new UserError($"decision '{decisionId}' is ambiguous: {string.Join(", ", found.Take(5).Select(d => d.DecisionId))}"),
        };
    }

    /// <summary>The state of the market at the end of a run, as the run noted it; empty where it noted nothing.</summary>
    public static MarketConditions ClimateOf(IDatabaseReads runtime, string runId)
        => MarketConditions.Parse(runtime.Scalar<string>("SELECT CAST(metadata AS TEXT) FROM decision_log WHERE run_id = @runId AND engine_name = @Runner", new { runId, Runner }) ?? "{}");

    /// <summary>What is known to have come of one decision, by horizon.</summary>
    public static IReadOnlyList<OutcomeRow> OutcomesOf(IDatabaseReads runtime, string decisionId) => runtime.Query<OutcomeRow>(
        """
        SELECT decision_id, horizon_days, realized_return, realized_pnl, realized_drawdown, realized_vol, CAST(metadata AS TEXT) AS metadata
        FROM decision_outcomes WHERE decision_id = @decisionId ORDER BY horizon_days
        """,
        new { decisionId });

    /// <summary>By code. Digests of what was read are left out of the options: they would tie a decision to data that only later ones saw.</summary>
    private static void WriteEngines(RowWriter rows, SleeveRun run, StoredBook book)
    {
        foreach (var (engine, modelId, options) in EnginesOf(run))
        {
            var configured = JsonSerializer.SerializeToNode(options, options.GetType(), CanonicalJson.Options)!;
            DropDigests(configured);
            rows.Narrow(book.Key).Narrow((int)engine).Text(modelId).Text(StableId.HashOf(configured)).Json(CanonicalJson.SerializeToString(configured)).EndRow();
        }
    }

    /// <summary>The engines that stood behind a run, in the order they worked.</summary>
    private static IEnumerable<(DecidingEngine Engine, string ModelId, object Options)> EnginesOf(SleeveRun run)
    {
        var options = run.Manifest.Options;
        if (run.Signals.Regime is { } regime)
            yield return (DecidingEngine.Regime, regime.ModelId, regime.Options);
        if (run.Signals.Stability is { } stability)
            yield return (DecidingEngine.Stability, stability.ModelId, stability.Options);
        if (run.Signals.Fragility is { } fragility)
            yield return (DecidingEngine.Fragility, fragility.ModelId, fragility.Options);
        if (options.Lambda is { } lambda)
            yield return (DecidingEngine.Opportunity, lambda.ExperimentId ?? lambda.ScoreColumn, lambda);
        if (run.Signals.Assessment is { } assessment)
            yield return (DecidingEngine.Assessment, assessment.ModelId, assessment.Options);
        if (run.Signals.Universe is { } universe)
            yield return (DecidingEngine.Universe, universe.ModelId, universe.Options);
        yield return (
            DecidingEngine.Portfolio,
            run.Manifest.Strategy is { } own ? FormattableString.Invariant($"{own.Id}-v{own.Version}") : StableId.ModelId(PortfolioState.DefaultModelId, options.Portfolio, PortfolioOptions.Default),
            options.Portfolio);
        if (options.Risk is { } risk)
            yield return (DecidingEngine.Risk, StableId.ModelId(RiskModelId, risk, RiskOptions.Default), risk);
    }

    private static void DropDigests(JsonNode node)
    {
        if (node is not JsonObject members)
            return;
        foreach (var name in members.Select(m => m.Key).Where(k => k.EndsWith("digest", StringComparison.Ordinal)).ToArray())
            members.Remove(name);
        foreach (var (_, member) in members)
        {
            if (member is not null)
                DropDigests(member);
        }
    }

    private static DecisionRow RunnerDecision(SleeveRun run) => new()
    {
        DecisionId = RunnerDecisionId(run.Manifest),
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
        return json.Object(run.Metrics, static (writer, metrics) =>
        {
            writer.WriteString("horizon_unit", "sessions");
            StoredJson.Number(writer, MetricCatalog.AnnualisedSharpe.Key, metrics.GetValueOrDefault(MetricCatalog.AnnualisedSharpe.Key, double.NaN));
        });
    }
}

/// <summary>An engine behind the decisions of a run, in the order they work; stored by code.</summary>
public enum DecidingEngine
{
    Regime,
    Stability,
    Fragility,
    Opportunity,
    Assessment,
    Universe,
    Portfolio,
    Risk,
}

/// <summary>One row of <c>engine_decisions</c>: which engine decided what, from what, when.</summary>
public sealed record DecisionRow
{
    public string DecisionId { get; init; } = "";

    public string EngineName { get; init; } = "";

    /// <summary>Null for a decision about runs.</summary>
    public string? RunId { get; init; }

    public string? StrategyId { get; init; }

    public string? MarketId { get; init; }

    public DateOnly AsOfDate { get; init; }

    /// <summary>What was configured: a sleeve id, or the model id of an engine.</summary>
    public string? ConfigId { get; init; }

    public string InputRefs { get; init; } = "{}";

    public string OutputRefs { get; init; } = "{}";

    public string Metadata { get; init; } = "{}";
}

/// <summary>One row of <c>decision_outcomes</c>: what came of a decision. NaN is not measured.</summary>
public sealed record OutcomeRow
{
    public string DecisionId { get; init; } = "";

    /// <summary>Sessions after the date of the decision; of a run, sessions after its first.</summary>
    public int HorizonDays { get; init; }

    /// <summary>A fraction.</summary>
    public double? RealizedReturn { get; init; }

    /// <summary>In the market's currency.</summary>
    public double? RealizedPnl { get; init; }

    /// <summary>≤ 0.</summary>
    public double? RealizedDrawdown { get; init; }

    /// <summary>Annualised.</summary>
    public double? RealizedVol { get; init; }

    public string Metadata { get; init; } = "{}";
}
