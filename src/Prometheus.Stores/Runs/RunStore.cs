using System.Text.Json;
using System.Text.Json.Nodes;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Metrics;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.States.Regimes;

namespace Prometheus.Stores.Runs;

/// <summary>
/// Runs ⇄ <c>backtest_runs</c> and <c>book_sessions</c>, which the view <c>backtest_daily_equity</c> shows; a failed sleeve keeps a row with its reason.
/// </summary>
public static class RunStore
{
    private static readonly TableShape Runs = new(
        "backtest_runs",
        keyColumns: 1,
        Column.Text("run_id"),
        Column.Text("strategy_id"),
        Column.Text("sleeve_id"),
        Column.Text("market_id"),
        Column.Text("portfolio_id"),
        Column.Text("universe_id"),
        Column.Date("start_date"),
        Column.Date("end_date"),
        Column.Text("data_digest"),
        Column.Json("config_json"),
        Column.Json("metrics_json"),
        Column.Json("data_card_json"));

    private static readonly TableShape Daily = new(
        "book_sessions",
        keyColumns: 2,
        Column.Narrow("book_key"),
        Column.Narrow("day"),
        Column.Date("as_of_date"),
        Column.Instant("opened"),
        Column.Instant("closed"),
        Column.Real("equity"),
        Column.Real("drawdown"),
        Column.Real("benchmark"),
        Column.Real("cash"),
        Column.Real("traded_value"),
        Column.Real("turnover"),
        Column.Real("commission"),
        Column.Real("slippage"),
        Column.Real("dividends"),
        Column.Narrow("positions"),
        Column.Narrow("stale_positions"),
        Column.Real("gross_exposure"),
        Column.Real("net_exposure"),
        Column.Real("fragile_exposure"),
        Column.Narrow("universe_size"),
        Column.Real("lambda_score_mean"),
        Column.Real("lambda_score_coverage"),
        Column.Real("stability_risk_mean"),
        Column.Real("stability_worsen_mean"),
        Column.Real("regime_risk"),
        Column.Real("regime_change_any"),
        Column.Narrow("regime"));

    private const string RunColumns =
        """
        SELECT run_id, sleeve_id, strategy_id, market_id, portfolio_id, universe_id, start_date, end_date, data_digest,
               CAST(config_json AS TEXT) AS config_json, CAST(metrics_json AS TEXT) AS metrics_json, CAST(data_card_json AS TEXT) AS data_card_json,
               (SELECT superseded_by FROM superseded_runs x WHERE x.run_id = backtest_runs.run_id) AS superseded_by
        FROM backtest_runs
        """;

    /// <summary>Saves a run with everything that belongs to it. Returns the rows written.</summary>
    public static long Save(DatabaseTransaction unit, SleeveRun run)
    {
        var book = StoredBook.Open(unit, run);
        return unit.Upsert(Runs, rows => WriteRun(rows, run.Manifest, MetricsJson(run.Metrics), CanonicalJson.SerializeToString(run.Card)))
            + unit.Replace(Daily, book.Rows, rows => WriteDaily(rows, run, book))
            + ExecutionStore.Save(unit, run, book)
            + UniverseStore.Save(unit, run)
            + BookStore.Save(unit, run, book)
            + DecisionStore.Save(unit, run, book);
    }

    /// <summary>Saves the row of a failed sleeve: ids, configuration and the reason, no metrics.</summary>
    public static long Save(DatabaseTransaction unit, SleeveFailure failure)
        => unit.Upsert(Runs, rows => WriteRun(
            rows, failure.Manifest, CanonicalJson.SerializeToString(new Dictionary<string, string> { ["error"] = failure.Reason }), null));

    /// <summary>Stored runs, newest end date first, then by run id; of one strategy where one is named.</summary>
    public static IReadOnlyList<RunRow> Summaries(Database runtime, string? strategyId, int limit) => runtime.Query<RunRow>(
        $"{RunColumns} WHERE (@strategyId IS NULL OR strategy_id = @strategyId) ORDER BY end_date DESC, start_date DESC, sleeve_id, run_id LIMIT @limit",
        new { strategyId, limit });

    private const string NotSuperseded = "AND run_id NOT IN (SELECT run_id FROM superseded_runs)";

    /// <summary>All runs of a strategy that end on or before <paramref name="end"/>, failed ones too and superseded ones not, by run id.</summary>
    public static IReadOnlyList<RunRow> ReadStrategy(IDatabaseReads runtime, string strategyId, DateOnly end)
        => runtime.Query<RunRow>($"{RunColumns} WHERE strategy_id = @strategyId AND end_date <= @end {NotSuperseded} ORDER BY run_id", new { strategyId, end });

    /// <summary>All runs that end between two dates, failed ones too and superseded ones not, by end date, then run id.</summary>
    public static IReadOnlyList<RunRow> ReadEnded(IDatabaseReads runtime, DateOnly start, DateOnly end)
        => runtime.Query<RunRow>($"{RunColumns} WHERE end_date BETWEEN @start AND @end {NotSuperseded} ORDER BY end_date, run_id", new { start, end });

    /// <summary>
    /// Replaces what a run's metrics say of its resemblance to scenarios (<see cref="StabKeys"/>); every other key stays. Returns the rows
    /// written: 0 where they say so already.
    /// </summary>
    public static long SaveStab(DatabaseTransaction unit, RunRow run, IEnumerable<KeyValuePair<string, JsonNode?>> summary)
    {
        var before = JsonNode.Parse(run.MetricsJson)!.AsObject();
        var after = new JsonObject();
        foreach (var (key, value) in before.Where(m => !StabKeys.IsSummary(m.Key)))
            after[key] = value?.DeepClone();
        foreach (var (key, value) in summary)
            after[key] = value;
        if (JsonNode.DeepEquals(before, after))
            return 0;
        return unit.Upsert(Runs, rows => rows.Text(run.RunId).Text(run.StrategyId).Text(run.SleeveId).Text(run.MarketId).Text(run.PortfolioId)
            .Text(run.UniverseId).Date(run.StartDate).Date(run.EndDate).Text(run.DataDigest).Json(run.ConfigJson)
            .Json(after.ToJsonString(StoredJson.Relaxed)).Json(run.DataCardJson).EndRow());
    }

    /// <summary>Marks runs that gave way to one of the same sleeve and dates, and unmarks those that were made.</summary>
    public static void Supersede(DatabaseTransaction unit, IReadOnlyList<string> gaveWay, IReadOnlyList<string> made)
    {
        unit.Execute("DELETE FROM superseded_runs WHERE run_id IN @ids", new { ids = gaveWay.Concat(made).ToArray() });
        foreach (var run in gaveWay.Except(made, StringComparer.Ordinal))
        {
            unit.Execute(
                """
                INSERT INTO superseded_runs (run_id, superseded_by)
                SELECT @run, MIN(n.run_id) FROM backtest_runs o JOIN backtest_runs n ON n.sleeve_id = o.sleeve_id AND n.start_date = o.start_date AND n.end_date = o.end_date
                WHERE o.run_id = @run AND n.run_id IN @made
                """,
                new { run, made });
        }
    }

    /// <summary>The run of exactly that id, or null.</summary>
    public static RunRow? TryFind(Database runtime, string runId)
        => runtime.Query<RunRow>($"{RunColumns} WHERE run_id = @runId", new { runId }) is [var run] ? run : null;

    /// <summary>The one run whose id is, or begins with, <paramref name="runId"/>.</summary>
    /// <exception cref="NothingMatchedError">No such run.</exception>
    /// <exception cref="UserError">More than one.</exception>
    public static RunRow Find(Database runtime, string runId)
    {
        var found = runtime.Query<RunRow>($"{RunColumns} WHERE run_id >= @runId AND run_id < @beyond ORDER BY run_id", new { runId, beyond = runId + "g" });
        return found.Count switch
        {
            1 => found[0],
            0 => throw new NothingMatchedError($"there is no run '{runId}'; 'prometheus backtest list' shows what is stored"),
            _ => throw new UserError($"run '{runId}' is ambiguous: {string.Join(", ", found.Take(5).Select(r => r.RunId))}"),
        };
    }

    /// <summary>The sessions of one run, ascending.</summary>
    public static IReadOnlyList<DailyRow> ReadDaily(Database runtime, string runId) => runtime.Query<DailyRow>(
        """
        SELECT s.as_of_date AS date, s.equity AS equity_curve_value, s.drawdown, s.benchmark AS benchmark_value, s.cash, s.traded_value, s.turnover,
               s.commission, s.slippage, s.dividends, s.positions AS names, s.stale_positions, s.gross_exposure, s.net_exposure, s.fragile_exposure,
               s.lambda_score_mean, s.regime
        FROM books b JOIN book_sessions s ON s.book_key = b.book_key
        WHERE b.context = @runId AND s.equity IS NOT NULL ORDER BY s.day
        """,
        new { runId });

    internal static string MetricsJson(SortedDictionary<string, double> metrics)
    {
        using var json = new StoredJson();
        return json.Object(metrics, static (writer, source) =>
        {
            foreach (var (name, value) in source)
                StoredJson.Number(writer, name, value);
        });
    }

    /// <summary>The seeds' keys first-level (sheet C §1.4), then everything else the result depends on.</summary>
    private static string ConfigJson(RunManifest manifest)
    {
        var config = new Dictionary<string, object>
        {
            ["sleeve_id"] = manifest.Sleeve.SleeveId,
            ["strategy_id"] = manifest.Sleeve.StrategyId,
            ["market_id"] = manifest.Sleeve.MarketId,
            ["universe_id"] = manifest.Sleeve.UniverseId,
            ["portfolio_id"] = manifest.Sleeve.PortfolioId,
            ["assessment_strategy_id"] = manifest.Sleeve.AssessmentStrategyId,
            ["assessment_horizon_days"] = manifest.Sleeve.AssessmentHorizonDays,
            ["start_date"] = manifest.Start,
            ["end_date"] = manifest.End,
            ["initial_cash"] = manifest.InitialCash,
            ["benchmark"] = manifest.Benchmark,
            ["options"] = manifest.Options,
            ["options_hash"] = manifest.OptionsHash,
            ["risk_free_per_year"] = manifest.RiskFreePerYear!,
            ["sessions_per_year"] = manifest.SessionsPerYear,
            ["schema"] = manifest.Schema,
            ["semantics"] = manifest.Semantics,
        };
        if (manifest.Strategy is { } own)
            config["strategy"] = new { own.Id, own.Version, Parameters = JsonNode.Parse(own.Parameters), own.ContentDigest };
        return CanonicalJson.SerializeToString(config);
    }

    private static void WriteRun(RowWriter rows, RunManifest manifest, string metrics, string? card)
        => rows.Text(manifest.RunId).Text(manifest.Sleeve.StrategyId).Text(manifest.Sleeve.SleeveId).Text(manifest.Sleeve.MarketId)
            .Text(manifest.Sleeve.PortfolioId).Text(manifest.Sleeve.UniverseId).Date(manifest.Start).Date(manifest.End).Text(manifest.DataDigest)
            .Json(ConfigJson(manifest)).Json(metrics).Json(card).EndRow();

    /// <summary>Exposures that nobody asked for are NULL; the keys of their document are those of sheet C §1.6.</summary>
    private static void WriteDaily(RowWriter rows, SleeveRun run, StoredBook book)
    {
        for (var k = 0; k < run.Daily.Length; k++)
        {
            var day = run.Daily[k];
            var states = k < run.Exposures.Length ? run.Exposures[k] : StateExposure.Unknown;
            var hours = book.HoursOf(day.Session);
            rows.Narrow(book.Key).Narrow(book.Day(day.Session)).Date(run.Market.Sessions[day.Session]).Instant(hours.OpenUtc).Instant(hours.CloseUtc)
                .Real(day.Equity).Real(day.Drawdown).Real(run.Benchmark[k]).Real(day.Cash).Real(day.TradedValue).Real(day.Turnover)
                .Real(day.Commission).Real(day.Slippage).Real(day.Dividends).Narrow(day.Names).Narrow(day.StalePositions)
                .Real(day.GrossExposure).Real(day.NetExposure).Real(day.FragileExposure)
                .Narrow(double.IsNaN(states.UniverseSize) ? null : (int)states.UniverseSize).Real(states.LambdaScoreMean).Real(states.LambdaScoreCoverage)
                .Real(states.StabilityRiskMean).Real(states.StabilityWorsenMean).Real(states.RegimeRisk).Real(states.RegimeChangeAny)
                .Narrow((int?)states.Regime).EndRow();
        }
    }
}

/// <summary>One session of a stored run, as it lies in <c>backtest_daily_equity</c>.</summary>
/// <param name="BenchmarkValue">Null where the benchmark was unknown.</param>
/// <param name="FragileExposure">Null without stability.</param>
/// <param name="LambdaScoreMean">Mean λ̂ of the universe's members that have one; null where none has.</param>
/// <param name="Regime">Label known at the close; null where none was.</param>
public sealed record DailyRow(
    DateOnly Date, double EquityCurveValue, double Drawdown, double? BenchmarkValue, double Cash, double TradedValue, double Turnover,
    double Commission, double Slippage, double Dividends, int Names, int StalePositions, double? GrossExposure, double? NetExposure,
    double? FragileExposure, double? LambdaScoreMean, RegimeLabel? Regime);

/// <summary>A stored run: its ids, its configuration and its metrics as they lie in <c>backtest_runs</c>.</summary>
public sealed record RunRow
{
    public string RunId { get; init; } = "";

    public string SleeveId { get; init; } = "";

    public string StrategyId { get; init; } = "";

    public string MarketId { get; init; } = "";

    public string PortfolioId { get; init; } = "";

    public string? UniverseId { get; init; }

    public DateOnly StartDate { get; init; }

    public DateOnly EndDate { get; init; }

    public string DataDigest { get; init; } = "";

    public string ConfigJson { get; init; } = "{}";

    public string MetricsJson { get; init; } = "{}";

    public string? DataCardJson { get; init; }

    /// <summary>The run on newer data that took its place; null where none did.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>Why the sleeve failed; null for a finished run.</summary>
    public string? Error
    {
        get
        {
            using var metrics = JsonDocument.Parse(MetricsJson);
            return metrics.RootElement.TryGetProperty("error", out var error) ? error.GetString() : null;
        }
    }

    /// <summary>All numeric metrics in ordinal order; a stored null is NaN.</summary>
    public SortedDictionary<string, double> Metrics()
    {
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        using var metrics = JsonDocument.Parse(MetricsJson);
        foreach (var member in metrics.RootElement.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Number)
                values[member.Name] = member.Value.GetDouble();
            else if (member.Value.ValueKind == JsonValueKind.Null)
                values[member.Name] = double.NaN;
        }

        return values;
    }
}
