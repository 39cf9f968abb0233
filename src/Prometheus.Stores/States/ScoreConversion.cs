using Prometheus.Opinions.Assessment;

namespace Prometheus.Stores.States;

/// <summary><c>instrument_scores</c> as a table of text keys → assessments and their scores, one model of one strategy and market at a time.</summary>
internal static class ScoreConversion
{
    private const string Part = "strategy_id = @StrategyId AND model_id = @ModelId AND horizon_days = @HorizonDays AND market_id = @MarketId";

    public static Conversion Declared { get; } = new("legacy_instrument_scores", ConvertNext);

    private static void ConvertNext(DatabaseTransaction unit)
    {
        var part = unit.Query<Series>("SELECT strategy_id, model_id, horizon_days, market_id FROM legacy_instrument_scores LIMIT 1")[0];
        NameKeys.Of(unit, unit.Query<string>($"SELECT DISTINCT instrument_id FROM legacy_instrument_scores WHERE {Part}", part));
        var dates = unit.Query<DateOnly>($"SELECT DISTINCT as_of_date FROM legacy_instrument_scores WHERE {Part} ORDER BY as_of_date", part);
        var keys = unit.NewKeys("assessments", "assessment_key", dates.Count);
        for (var k = 0; k < keys.Length; k++)
        {
            unit.Execute(
                """
                INSERT INTO assessments (assessment_key, strategy_id, as_of_date, horizon_days, model_id, market_id)
                VALUES (@key, @StrategyId, @date, @HorizonDays, @ModelId, @MarketId)
                """,
                new { key = keys[k], part.StrategyId, date = dates[k], part.HorizonDays, part.ModelId, part.MarketId });
        }

        var labels = string.Join(" ", Enum.GetValues<SignalLabel>().Select(l => FormattableString.Invariant($"WHEN '{StoredName.Of(l)}' THEN {(int)l}")));
        unit.Execute(
            $"""
            INSERT INTO assessment_scores (z, expected_return, confidence, sigma_idio, sigma_risk, coverage, assessment_key, name_key, signal_label)
            SELECT o.z, o.expected_return, o.confidence, o.sigma_idio, o.sigma_risk, o.coverage, a.assessment_key, n.name_key, CASE o.signal_label {labels} END
            FROM (SELECT * FROM legacy_instrument_scores WHERE {Part}) o
            JOIN assessments a ON a.strategy_id = o.strategy_id AND a.as_of_date = o.as_of_date AND a.horizon_days = o.horizon_days
             AND a.model_id = o.model_id AND a.market_id = o.market_id
            JOIN names n ON n.name = o.instrument_id
            ORDER BY a.assessment_key, n.name_key
            """,
            part);
        unit.Execute($"DELETE FROM legacy_instrument_scores WHERE {Part}", part);
    }

    private sealed record Series(string StrategyId, string ModelId, long HorizonDays, string MarketId);
}
