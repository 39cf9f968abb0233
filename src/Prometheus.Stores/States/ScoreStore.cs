using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Assessment;

namespace Prometheus.Stores.States;

/// <summary>Assessments ⇄ the rows behind <c>instrument_scores</c>. A name without an assessment has no row.</summary>
public static class ScoreStore
{
    private static readonly TableShape Assessments = new(
        "assessments",
        keyColumns: 1,
        Column.Narrow("assessment_key"),
        Column.Text("strategy_id"),
        Column.Date("as_of_date"),
        Column.Integer("horizon_days"),
        Column.Text("model_id"),
        Column.Text("market_id"));

    private static readonly TableShape Scores = new(
        "assessment_scores",
        keyColumns: 2,
        Column.Narrow("assessment_key"),
        Column.Narrow("name_key"),
        Column.Real("z"),
        Column.Real("expected_return"),
        Column.Real("confidence"),
        Column.Real("sigma_idio"),
        Column.Real("sigma_risk"),
        Column.Real("coverage"),
        Column.Narrow("signal_label"));

    private static readonly TableShape Contexts = new(
        "score_contexts",
        keyColumns: 5,
        Column.Text("strategy_id"),
        Column.Text("instrument_id"),
        Column.Date("as_of_date"),
        Column.Integer("horizon_days"),
        Column.Text("model_id"),
        Column.Text("market_id"),
        Column.Text("context_model_id"),
        Column.Date("context_date"),
        Column.Real("ctx_norm"),
        Column.Real("ctx_coverage"));

    /// <summary>
    /// Makes the selected sessions of one assessment strategy hold exactly these scores. Where a fallback spoke for a name its row goes under
    /// the fallback's model, beside what that model's own runs left: it is the same number. Returns the rows written.
    /// </summary>
    public static long Save(DatabaseTransaction unit, Market market, string assessmentStrategyId, AssessmentState state, SessionSelection selection)
    {
        // Rows of a fallback lie beside those of another run of it, so nobody else may be looking for the same dates.
        unit.Lock(Assessments.Name);
        var names = NameKeys.Of(unit, [.. market.Instruments.Ids]).Of(market.Instruments.Ids);
        var written = Replace(unit, market, assessmentStrategyId, state, selection, names);
        if (state.Context is not { } context)
            return written;
        if (!context.Options.DiagnosticsOnly && context.Options.Fallback == ContextFallback.Basic)
            written += AddFallback(unit, market, assessmentStrategyId, state, selection.Sessions, names);
        var range = selection.KeyRangeOf(
            market,
            "instrument_id",
            "strategy_id = @first AND model_id = @second AND horizon_days = @number",
            (assessmentStrategyId, state.ModelId, state.Options.HorizonSessions));
        return written + unit.Replace(Contexts, range, rows => WriteContexts(rows, market, assessmentStrategyId, state, context, selection.Sessions));
    }

    /// <summary>
    /// The stored z of one model, strategy and horizon on the sessions of a market, [sessions × instruments]; NaN where none is stored.
    /// </summary>
    /// <param name="end">Nothing dated later is read.</param>
    /// <param name="count">Scores read.</param>
    public static Panel ReadZ(IDatabaseReads runtime, Market market, string strategyId, string modelId, int horizonDays, DateOnly end, out int count)
    {
        var columns = market.Instruments.Count;
        var values = new double[market.Sessions.Count * columns];
        Array.Fill(values, double.NaN);
        count = 0;
        using var rows = runtime.Read(
            """
            SELECT instrument_id, as_of_date, z FROM instrument_scores
            WHERE strategy_id = @strategyId AND market_id = @marketId AND model_id = @modelId AND horizon_days = @horizonDays AND as_of_date <= @end
            """,
            new { strategyId, marketId = market.Definition.MarketId, modelId, horizonDays, end });
        while (rows.Next())
        {
            var (column, session) = (market.Instruments.IndexOf(rows.Text(0)), market.Sessions.IndexOf(rows.Date(1)));
            if (column < 0 || session < 0)
                continue;
            values[(session * columns) + column] = rows.Real(2);
            count++;
        }

        return Panel.Adopt(values, market.Sessions.Count, columns);
    }

    /// <summary>Names and dates that both models scored with at least a confidence, by date, then name; nothing dated after <paramref name="end"/>.</summary>
    public static IReadOnlyList<ScorePair> ReadPairs(
        IDatabaseReads runtime,
        string marketId,
        string strategyId,
        (string A, string B) models,
        int horizonDays,
        DateOnly start,
        DateOnly end,
        double minimumConfidence)
    {
        var pairs = new List<ScorePair>();
        using var rows = runtime.Read(
            """
            SELECT a.as_of_date, n.name, s.expected_return, s.z, t.expected_return, t.z
            FROM assessments a
            JOIN assessments b ON b.strategy_id = a.strategy_id AND b.as_of_date = a.as_of_date AND b.horizon_days = a.horizon_days AND b.market_id = a.market_id
            JOIN assessment_scores s ON s.assessment_key = a.assessment_key
            JOIN assessment_scores t ON t.assessment_key = b.assessment_key AND t.name_key = s.name_key
            JOIN names n ON n.name_key = s.name_key
            WHERE a.strategy_id = @strategyId AND a.market_id = @marketId AND a.horizon_days = @horizonDays AND a.model_id = @modelA AND b.model_id = @modelB
              AND a.as_of_date BETWEEN @start AND @end AND s.confidence >= @minimumConfidence AND t.confidence >= @minimumConfidence
              AND s.z IS NOT NULL AND t.z IS NOT NULL
            ORDER BY a.as_of_date, n.name
            """,
            new { strategyId, marketId, horizonDays, modelA = models.A, modelB = models.B, start, end, minimumConfidence });
        while (rows.Next())
            pairs.Add(new ScorePair(
                rows.Date(0), rows.Text(1), rows.Real(2), AssessmentState.ScoreOf(rows.Real(3)), rows.Real(4), AssessmentState.ScoreOf(rows.Real(5))));
        return pairs;
    }

    private static long Replace(DatabaseTransaction unit, Market market, string strategy, AssessmentState state, SessionSelection selection, int[] names)
    {
        var (model, horizon) = (state.ModelId, state.Options.HorizonSessions);
        var dates = selection.Sessions.ToArray().Select(s => market.Sessions[s]).ToArray();
        var byDate = selection.IsContiguous ? "as_of_date BETWEEN @from AND @to" : "as_of_date IN @dates";
        var range = KeyRange.Where(
            $"strategy_id = @strategy AND model_id = @model AND horizon_days = @horizon AND market_id = @market AND {byDate}",
            new { strategy, model, horizon, market = market.Definition.MarketId, from = dates.FirstOrDefault(), to = dates.LastOrDefault(), dates });
        int[] scored = [.. selection.Sessions.ToArray().Where(t => SaysAnything(state, t, names.Length, isFallback: false))];
        var keys = unit.NewKeys(Assessments.Name, "assessment_key", scored.Length);
        var ofRange = KeyRange.Where($"assessment_key IN (SELECT assessment_key FROM assessments WHERE {range.Condition})", range.Parameters);
        var written = unit.Replace(Scores, ofRange, rows => Write(rows, state, scored, keys, names, isFallback: false));
        unit.Replace(Assessments, range, rows =>
        {
            for (var k = 0; k < scored.Length; k++)
                Write(rows, keys[k], strategy, market, scored[k], horizon, model);
        });
        return written;
    }

    /// <summary>Where a fallback spoke for a name its row goes under the fallback's model, beside what that model's own runs left: it is the same number.</summary>
    private static long AddFallback(DatabaseTransaction unit, Market market, string strategy, AssessmentState state, ReadOnlySpan<int> sessions, int[] names)
    {
        var (model, horizon) = (state.FallbackModelId, state.Options.HorizonSessions);
        int[] scored = [.. sessions.ToArray().Where(t => SaysAnything(state, t, names.Length, isFallback: true))];
        var known = new Dictionary<DateOnly, int>();
        using (var rows = unit.Read(
            "SELECT as_of_date, assessment_key FROM assessments WHERE strategy_id = @strategy AND model_id = @model AND horizon_days = @horizon AND market_id = @market",
            new { strategy, model, horizon, market = market.Definition.MarketId }))
        {
            while (rows.Next())
                known.Add(rows.Date(0), (int)rows.Integer(1));
        }

        int[] missing = [.. scored.Where(t => !known.ContainsKey(market.Sessions[t]))];
        var fresh = unit.NewKeys(Assessments.Name, "assessment_key", missing.Length);
        unit.Insert(Assessments, rows =>
        {
            for (var k = 0; k < missing.Length; k++)
                Write(rows, fresh[k], strategy, market, missing[k], horizon, model);
        });
        for (var k = 0; k < missing.Length; k++)
            known.Add(market.Sessions[missing[k]], fresh[k]);
        return unit.Upsert(Scores, rows => Write(rows, state, scored, Array.ConvertAll(scored, t => known[market.Sessions[t]]), names, isFallback: true));
    }

    private static bool SaysAnything(AssessmentState state, int session, int columns, bool isFallback)
    {
        for (var i = 0; i < columns; i++)
        {
            if (Says(state, session, i, isFallback))
                return true;
        }

        return false;
    }

    /// <summary>True where there is an opinion on a name, and of the model asked for.</summary>
    private static bool Says(AssessmentState state, int session, int column, bool isFallback)
        => state.Label[session, column] != CodePanel.None && state.IsFallbackAt(session, column) == isFallback;

    private static void Write(RowWriter rows, AssessmentState state, int[] sessions, int[] keys, int[] names, bool isFallback)
    {
        for (var k = 0; k < sessions.Length; k++)
        {
            var t = sessions[k];
            for (var i = 0; i < names.Length; i++)
            {
                if (!Says(state, t, i, isFallback))
                    continue;
                var z = state.Z[t, i];
                rows.Narrow(keys[k]).Narrow(names[i]).Real(z).Real(state.ExpectedReturn[t, i]).Real(state.ConfidenceOf(z))
                    .Real(state.IdiosyncraticVolatility[t, i]).Real(state.RiskVolatility[t, i]).Real(state.Coverage[t, i])
                    .Narrow(state.Label[t, i]).EndRow();
            }
        }
    }

    private static void Write(RowWriter rows, int key, string strategy, Market market, int session, int horizon, string model)
        => rows.Narrow(key).Text(strategy).Date(market.Sessions[session]).Integer(horizon).Text(model).Text(market.Definition.MarketId).EndRow();

    /// <summary>Which vector was in force for each score, whatever model spoke.</summary>
    private static void WriteContexts(
        RowWriter rows, Market market, string strategy, AssessmentState state, ContextState context, ReadOnlySpan<int> sessions)
    {
        for (var i = 0; i < market.Instruments.Count; i++)
        {
            foreach (var t in sessions)
            {
                if (state.Label[t, i] == CodePanel.None || context.RowAt(t, i) is not (>= 0 and var row))
                    continue;
                rows.Text(strategy).Text(market.Instruments[i]).Date(market.Sessions[t]).Integer(state.Options.HorizonSessions).Text(state.ModelId)
                    .Text(market.Definition.MarketId).Text(context.Vectors.ModelId).Date(context.Vectors.DateOf(row))
                    .Real(context.Vectors.NormOf(row)).Real(context.Vectors.CoverageOf(row)).EndRow();
            }
        }
    }
}

/// <summary>What two models stored of one name on one date.</summary>
public sealed record ScorePair(DateOnly AsOf, string InstrumentId, double ExpectedReturnA, double ScoreA, double ExpectedReturnB, double ScoreB);
