using System.Globalization;
using System.Text.Json;
using Prometheus.Core.Time;
using Prometheus.Databases;
using Prometheus.Stores.Scenarios;

namespace Prometheus.Workflows.Freshness;

/// <summary>What is kept by date and made by no unit: risk reports and scenario sets.</summary>
internal static class KeptArtefacts
{
    /// <summary>Portfolios that have risk reports; they are behind by the decisions after the last one.</summary>
    public static IEnumerable<DerivedRange> RiskReports(Database runtime, string? marketId)
        => runtime.Query<ReportRow>(
            """
            SELECT b.market_id, r.portfolio_id, MIN(r.as_of_date) AS first_date, MAX(r.as_of_date) AS last_date, COUNT(*) AS reports,
                   (SELECT COUNT(DISTINCT t.as_of_date) FROM target_portfolios t WHERE t.portfolio_id = r.portfolio_id
                      AND t.as_of_date > (SELECT MAX(l.as_of_date) FROM portfolio_risk_reports l WHERE l.portfolio_id = r.portfolio_id)) AS later
            FROM portfolio_risk_reports r JOIN backtest_runs b ON b.run_id = r.context
            GROUP BY b.market_id, r.portfolio_id ORDER BY b.market_id, r.portfolio_id
            """)
            .Where(r => marketId is null || r.MarketId == marketId)
            .Select(r => new DerivedRange($"risk reports {r.PortfolioId}", "risk reports", r.MarketId, "", r.FirstDate, r.LastDate, (int)r.Reports, [], (int)r.Later)
            {
                IsJudged = false,
                Command = r.Later > 0 ? $"prometheus risk backfill --portfolio-id {r.PortfolioId}" : null,
            });

    /// <summary>The sets of a market. One that was asked for up to a date is as it was asked for; one up to the last session may be behind.</summary>
    public static IEnumerable<DerivedRange> ScenarioSets(Database runtime, string marketId, SessionAxis sessions)
    {
        foreach (var set in ScenarioStore.Summaries(runtime))
        {
            if (!JsonSerializer.Deserialize<string[]>(set.Markets)!.Contains(marketId, StringComparer.Ordinal))
                continue;
            var behind = set.BaseDateEnd is null ? sessions.Count - 1 - sessions.LastAtOrBefore(set.MaxDataDate) : 0;
            yield return new DerivedRange(
                $"scenario set {set.Name}", "scenario set", marketId, "", set.BaseDateStart ?? sessions[0], set.MaxDataDate, set.NumPaths, [], behind)
            {
                IsJudged = false,
                Command = behind > 0 ? CommandOf(set, marketId) : null,
            };
        }
    }

    /// <summary>What is not said here stands for its default; a set that was asked for otherwise is then refused and keeps what it has.</summary>
    private static string CommandOf(ScenarioSetRow set, string marketId) => string.Create(
        CultureInfo.InvariantCulture,
        $"prometheus scenario generate --name {set.Name} --category {set.Category} --horizon-days {set.HorizonDays} --num-paths {set.NumPaths} --markets {marketId}{(set.BaseDateStart is { } start ? $" --base-date-start {start:yyyy-MM-dd}" : "")} --seed {set.Seed}");

    private sealed record ReportRow
    {
        public string MarketId { get; init; } = "";

        public string PortfolioId { get; init; } = "";

        public DateOnly FirstDate { get; init; }

        public DateOnly LastDate { get; init; }

        public long Reports { get; init; }

        public long Later { get; init; }
    }
}
