using Prometheus.Core.Markets;
using Prometheus.Opinions.Assessment;

namespace Prometheus.Stores.States;

/// <summary>The user's own scores ⇄ <c>imported_scores</c>.</summary>
public static class ImportedScoreStore
{
    private static readonly TableShape Scores = new(
        "imported_scores",
        keyColumns: 6,
        Column.Text("strategy_id"),
        Column.Text("model_id"),
        Column.Integer("horizon_days"),
        Column.Text("instrument_id"),
        Column.Date("as_of_date"),
        Column.Date("known_on"),
        Column.Text("market_id"),
        Column.Real("score"));

    /// <summary>Makes one model of one strategy, horizon and market hold exactly these scores. Returns the rows written.</summary>
    /// <param name="rows">Each name, date and day of knowledge once, in any order.</param>
    public static long Replace(
        DatabaseTransaction unit, MarketDefinition market, string strategyId, string modelId, int horizonDays, IEnumerable<ImportedScore> rows)
    {
        var ordered = rows.OrderBy(r => r.InstrumentId, StringComparer.Ordinal).ThenBy(r => r.AsOf).ThenBy(r => r.KnownOn);
        var range = KeyRange.Where(
            "strategy_id = @strategyId AND model_id = @modelId AND horizon_days = @horizonDays AND market_id = @market",
            new { strategyId, modelId, horizonDays, market = market.MarketId });
        return unit.Replace(Scores, range, writer =>
        {
            foreach (var r in ordered)
            {
                writer.Text(strategyId).Text(modelId).Integer(horizonDays).Text(r.InstrumentId).Date(r.AsOf).Date(r.KnownOn)
                    .Text(market.MarketId).Real(r.Score).EndRow();
            }
        });
    }

    /// <summary>The scores of one model that are dated and known on or before <paramref name="end"/>; empty where there are none.</summary>
    public static ImportedScores Read(IDatabaseReads runtime, string marketId, string strategyId, string modelId, int horizonDays, DateOnly end)
    {
        var scores = new List<ImportedScore>();
        using var rows = runtime.Read(
            """
            SELECT instrument_id, as_of_date, known_on, score FROM imported_scores
            WHERE strategy_id = @strategyId AND model_id = @modelId AND horizon_days = @horizonDays AND market_id = @marketId
              AND as_of_date <= @end AND known_on <= @end
            ORDER BY instrument_id, as_of_date, known_on
            """,
            new { strategyId, modelId, horizonDays, marketId, end });
        while (rows.Next())
            scores.Add(new ImportedScore(rows.Text(0), rows.Date(1), rows.Date(2), rows.Real(3)));
        return new ImportedScores(modelId, horizonDays, scores);
    }
}
