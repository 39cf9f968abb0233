namespace Prometheus.Databases;

/// <summary><c>instrument_scores</c>: what an assessment said of every name; the score follows from z.</summary>
internal static class InstrumentScoresView
{
    /// <summary>By code, as the rows store them.</summary>
    internal static readonly string[] Labels = ["STRONG_SELL", "SELL", "HOLD", "BUY", "STRONG_BUY"];

    public static SeedView Declared { get; } = new(
        "instrument_scores",
        keyColumns: 5,
        """
        assessments a
        JOIN assessment_scores s ON s.assessment_key = a.assessment_key
        JOIN names n ON n.name_key = s.name_key
        """,
        ViewColumn.Text("strategy_id", "a.strategy_id"),
        ViewColumn.Text("instrument_id", "n.name"),
        ViewColumn.Date("as_of_date", "a.as_of_date"),
        ViewColumn.Integer("horizon_days", "a.horizon_days"),
        ViewColumn.Text("model_id", "a.model_id"),
        ViewColumn.Text("market_id", "a.market_id"),
        ViewColumn.Real("expected_return", "s.expected_return"),
        ViewColumn.Real("score", "CASE WHEN s.z / 3 > 1 THEN 1.0 WHEN s.z / 3 < -1 THEN -1.0 ELSE s.z / 3 END"),
        ViewColumn.Real("confidence", "s.confidence"),
        ViewColumn.Text("signal_label", ViewSql.WordOf("s.signal_label", Labels)),
        ViewColumn.Real("z", "s.z"),
        ViewColumn.Real("sigma_idio", "s.sigma_idio"),
        ViewColumn.Real("sigma_risk", "s.sigma_risk"),
        ViewColumn.Real("coverage", "s.coverage"))
    {
        Tables = ["names", "assessments", "assessment_scores"],
    };
}
