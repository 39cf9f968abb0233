using System.Globalization;
using Prometheus.Databases;

namespace Prometheus.IntegrationTests.Campaigns;

/// <summary>Takes the future from a store, or scrambles it, by SQL and behind the product's back.</summary>
internal static class StoreEdits
{
    private static readonly (string Table, string Date)[] HistoricalTables =
    [
        ("prices_daily", "trade_date"),
        ("corporate_actions", "ex_date"),
        ("market_sessions", "session_date"),
        ("price_changes", "trade_date"),
        ("data_quality_events", "trade_date"),
        ("returns_daily", "trade_date"),
        ("volatility_daily", "trade_date"),
        ("series_daily", "known_on"),
        ("factors_daily", "known_on"),
        ("instrument_factors_daily", "trade_date"),
    ];

    /// <summary>Names that nobody knew before, at either end of the order.</summary>
    private static readonly string[] Newcomers = ["00A.US", "ZZZ.US"];

    /// <summary>
    /// Deletes every row dated or known after <paramref name="last"/>. Tiles and the summary of each series stay as they were: they are
    /// stale now, and nothing may trust them.
    /// </summary>
    public static void CutAfter(DatabasePair databases, DateOnly last)
    {
        databases.Historical.InTransaction(unit =>
        {
            foreach (var (table, date) in HistoricalTables)
                unit.Execute($"DELETE FROM {table} WHERE {date} > @last", new { last });
        });
        databases.Runtime.InTransaction(unit => unit.Execute("DELETE FROM instrument_facts WHERE known_on > @last OR as_of_date > @last", new { last }));
    }

    /// <summary>
    /// Rewrites the future at random: prices and volumes change, bars vanish, actions come and go, names nobody knew appear at either end of
    /// the order, and facts become known that speak about the past as well.
    /// </summary>
    public static void ScrambleAfter(DatabasePair databases, DateOnly last, int seed)
    {
        var random = new Random(seed);
        databases.Historical.InTransaction(unit => ScramblePrices(unit, last, random));
        databases.Runtime.InTransaction(unit => ScrambleFacts(unit, last, random));
    }

    private static void ScramblePrices(DatabaseTransaction unit, DateOnly last, Random random)
    {
        foreach (var id in unit.Query<string>("SELECT DISTINCT instrument_id FROM prices_daily ORDER BY instrument_id"))
        {
            for (var from = last.AddDays(1); from < last.AddDays(500); from = from.AddDays(20))
            {
                var part = new { id, from, to = from.AddDays(random.Next(20)), price = 0.2 + (2 * random.NextDouble()), volume = 5 * random.NextDouble() };
                const string Where = "WHERE instrument_id = @id AND trade_date BETWEEN @from AND @to";
                unit.Execute(
                    random.NextDouble() < 0.15
                        ? $"DELETE FROM prices_daily {Where}"
                        : $"UPDATE prices_daily SET open = close * @price, close = close * @price * 1.01, high = close * @price * 1.02, low = close * @price * 0.9, volume = ROUND(volume * @volume) {Where}",
                    part);
                if (random.NextDouble() < 0.05)
                    unit.Execute("INSERT OR IGNORE INTO corporate_actions VALUES (@id, @to, 'SPLIT', 2.5, 'scrambled', 0)", part);
                if (random.NextDouble() < 0.05)
                    unit.Execute("INSERT OR IGNORE INTO corporate_actions VALUES (@id, @to, 'DIVIDEND', 3, 'scrambled', 0)", part);
            }
        }

        unit.Execute("UPDATE corporate_actions SET value = value * 1.7 WHERE ex_date > @last AND source <> 'scrambled'", new { last });
        foreach (var newcomer in Newcomers)
        {
            unit.Execute(
                "INSERT INTO prices_daily SELECT @newcomer, trade_date, 10, 11, 9, 10, 10, 1000000, currency, basis, source, 0 FROM prices_daily WHERE trade_date > @last AND instrument_id = (SELECT MIN(instrument_id) FROM prices_daily)",
                new { newcomer, last });
        }

        // Values were changed where they stand, which no count can tell: a person who does that by hand drops the tiles.
        unit.Execute("DELETE FROM price_tiles");
    }

    private static void ScrambleFacts(DatabaseTransaction unit, DateOnly last, Random random)
    {
        var ids = unit.Query<string>("SELECT instrument_id FROM instruments ORDER BY instrument_id");
        foreach (var newcomer in Newcomers)
        {
            unit.Execute(
                "INSERT INTO instruments (instrument_id, issuer_id, market_id, asset_class, symbol, exchange, currency, status, metadata) SELECT @newcomer, issuer_id, market_id, asset_class, @newcomer, exchange, currency, status, metadata FROM instruments WHERE instrument_id = (SELECT MIN(instrument_id) FROM instruments)",
                new { newcomer });
        }

        unit.Execute("DELETE FROM instrument_facts WHERE known_on > @last AND kind = 'LISTED'", new { last });
        for (var k = 0; k < 12; k++)
        {
            var id = ids[random.Next(ids.Count)];
            var known = last.AddDays(1 + random.Next(60));

            // Half of them are about days before the cut, and still nobody knew.
            var about = k % 2 == 0 ? last.AddDays(-random.Next(200)) : known;
            var (kind, value) = (k % 3) switch
            {
                0 => ("DELISTED", about.ToString("O", CultureInfo.InvariantCulture)),
                1 => ("SECTOR", $"Sector {random.Next(4)}"),
                _ => ("DELISTING_RETURN", "-0.7"),
            };
            unit.Execute(
                "INSERT OR REPLACE INTO instrument_facts VALUES (@id, @kind, @about, @known, @value, 0, 'scrambled')",
                new { id, kind, about, known, value });
        }
    }
}
