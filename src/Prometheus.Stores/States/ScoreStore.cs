using Prometheus.Core.Markets;
using Prometheus.Core.Panels;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.Opinions.Assessment;

namespace Prometheus.Stores.States;

/// <summary>Assessments ⇄ <c>instrument_scores</c>. A name without an assessment has no row.</summary>
public static class ScoreStore
{
    private static readonly string[] LabelNames = Enum.GetValues<SignalLabel>().Select(StoredName.Of).ToArray();

    private static readonly TableShape Scores = new(
        "instrument_scores",
        keyColumns: 5,
        Column.Text("strategy_id"),
        Column.Text("instrument_id"),
        Column.Date("as_of_date"),
        Column.Integer("horizon_days"),
        Column.Text("model_id"),
        Column.Text("market_id"),
        Column.Real("expected_return"),
        Column.Real("score"),
        Column.Real("confidence"),
        Column.Text("signal_label"),
        Column.Real("z"),
        Column.Real("sigma_idio"),
        Column.Real("sigma_risk"),
        Column.Real("coverage"));

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
        var model = state.ModelId;
        var range = selection.KeyRangeOf(
            market,
            "instrument_id",
            "strategy_id = @first AND model_id = @second AND horizon_days = @number",
            (assessmentStrategyId, model, state.Options.HorizonSessions));
        var written = unit.Replace(Scores, range, rows => Write(rows, market, assessmentStrategyId, state, selection.Sessions, model));
        if (state.Context is not { } context)
            return written;
        if (!context.Options.DiagnosticsOnly && context.Options.Fallback == ContextFallback.Basic)
            written += unit.Upsert(Scores, rows => Write(rows, market, assessmentStrategyId, state, selection.Sessions, state.FallbackModelId));
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
            SELECT a.as_of_date, a.instrument_id, a.expected_return, a.score, b.expected_return, b.score
            FROM instrument_scores a JOIN instrument_scores b
              ON b.strategy_id = a.strategy_id AND b.instrument_id = a.instrument_id AND b.as_of_date = a.as_of_date AND b.horizon_days = a.horizon_days
            WHERE a.strategy_id = @strategyId AND a.market_id = @marketId AND a.horizon_days = @horizonDays AND a.model_id = @modelA AND b.model_id = @modelB
              AND a.as_of_date BETWEEN @start AND @end AND a.confidence >= @minimumConfidence AND b.confidence >= @minimumConfidence
              AND a.score IS NOT NULL AND b.score IS NOT NULL
            ORDER BY a.as_of_date, a.instrument_id
            """,
            new { strategyId, marketId, horizonDays, modelA = models.A, modelB = models.B, start, end, minimumConfidence });
        while (rows.Next())
            pairs.Add(new ScorePair(rows.Date(0), rows.Text(1), rows.Real(2), rows.Real(3), rows.Real(4), rows.Real(5)));
        return pairs;
    }

    private static void Write(RowWriter rows, Market market, string strategy, AssessmentState state, ReadOnlySpan<int> sessions, string model)
    {
        for (var i = 0; i < market.Instruments.Count; i++)
        {
            var id = market.Instruments[i];
            foreach (var t in sessions)
            {
                if (state.Label[t, i] == CodePanel.None || state.ModelIdAt(t, i) != model)
                    continue;
                var z = state.Z[t, i];
                rows.Text(strategy).Text(id).Date(market.Sessions[t]).Integer(state.Options.HorizonSessions).Text(model).Text(market.Definition.MarketId)
                    .Real(state.ExpectedReturn[t, i]).Real(AssessmentState.ScoreOf(z)).Real(state.ConfidenceOf(z))
                    .Text(LabelNames[state.Label[t, i]]).Real(z)
                    .Real(state.IdiosyncraticVolatility[t, i]).Real(state.RiskVolatility[t, i]).Real(state.Coverage[t, i])
                    .EndRow();
            }
        }
    }

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
