using Prometheus.Databases;

namespace Prometheus.IntegrationTests.LookAhead;

/// <summary>The tables of facts with what says when a row became known, and how to delete by SQL what was not known yet.</summary>
internal static class FutureRows
{
    private const string Unlisted = "instrument_id IN (SELECT instrument_id FROM instrument_facts WHERE kind = 'LISTED' AND known_on > @last)";

    /// <summary>In this order: a link goes before its article, an identity before the fact that dates it.</summary>
    private static readonly (LogicalDatabase In, string Table, string Known)[] Facts =
    [
        (LogicalDatabase.Historical, "prices_daily", "trade_date > @last"),
        (LogicalDatabase.Historical, "corporate_actions", "ex_date > @last"),
        (LogicalDatabase.Historical, "market_sessions", "session_date > @last"),
        (LogicalDatabase.Historical, "series_daily", "known_on > @last"),
        (LogicalDatabase.Historical, "factors_daily", "known_on > @last"),
        (LogicalDatabase.Historical, "news_links", "article_id IN (SELECT article_id FROM news_articles WHERE known_on > @last)"),
        (LogicalDatabase.Historical, "news_articles", "known_on > @last"),
        (LogicalDatabase.Historical, "filings", "known_on > @last"),
        (LogicalDatabase.Historical, "earnings_calls", "known_on > @last"),
        (LogicalDatabase.Historical, "macro_events", "known_on > @last"),
        (LogicalDatabase.Historical, "financial_statements", "known_on > @last"),
        (LogicalDatabase.Historical, "fundamental_ratios", "known_on > @last"),
        (LogicalDatabase.Historical, "data_quality_events", "trade_date > @last"),
        (LogicalDatabase.Runtime, "issuers", $"issuer_id IN (SELECT issuer_id FROM instruments WHERE {Unlisted}) AND issuer_id NOT IN (SELECT issuer_id FROM instruments WHERE NOT {Unlisted})"),
        (LogicalDatabase.Runtime, "instruments", Unlisted),
        (LogicalDatabase.Runtime, "instrument_facts", "known_on > @last"),
        (LogicalDatabase.Runtime, "imported_scores", "known_on > @last"),
    ];

    public static IEnumerable<string> Tables => Facts.Select(f => f.Table);

    /// <summary>
    /// Deletes every row that became known after a date, and what sums such rows up: the tiles go, the summary of each series is made from the bars
    /// that are left.
    /// </summary>
    /// <returns>Rows deleted, one count a table of facts.</returns>
    public static Dictionary<string, int> Delete(DatabasePair databases, DateOnly last)
    {
        var deleted = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var database in Enum.GetValues<LogicalDatabase>())
        {
            databases[database].InTransaction(unit =>
            {
                foreach (var (_, table, known) in Facts.Where(f => f.In == database))
                    deleted[table] = unit.Execute($"DELETE FROM {table} WHERE {known}", new { last });
            });
        }

        databases.Historical.InTransaction(unit =>
        {
            unit.Execute("DELETE FROM price_tiles");
            unit.Execute("DELETE FROM price_series WHERE instrument_id NOT IN (SELECT instrument_id FROM prices_daily)");
            unit.Execute("""
                UPDATE price_series SET
                  last_date = (SELECT MAX(trade_date) FROM prices_daily p WHERE p.instrument_id = price_series.instrument_id),
                  rows = (SELECT COUNT(*) FROM prices_daily p WHERE p.instrument_id = price_series.instrument_id)
                """);
            unit.Execute("UPDATE market_sessions SET rows = (SELECT COUNT(*) FROM prices_daily p WHERE p.trade_date = market_sessions.session_date)");
        });
        return deleted;
    }
}
