using Prometheus.Databases;
using Prometheus.Meta.Scoring;
using Prometheus.Meta.Selection;

namespace Prometheus.Examples;

/// <summary>What the original workflows did in Python, in C#: docs/seed-000.md and docs/seed-001.md show these lines.</summary>
internal static class SeedTwins
{
    /// <summary>How many bars are stored, and from when to when.</summary>
    public static void PrintCoverage(DatabasePair databases)
    {
        var coverage = databases.Historical.Query<Coverage>("SELECT COUNT(*) AS bars, MIN(trade_date) AS first, MAX(trade_date) AS last FROM prices_daily")[0];
        Console.WriteLine(FormattableString.Invariant($"prices_daily rows: {coverage.Bars}"));
        Console.WriteLine(FormattableString.Invariant($"prices_daily range: {coverage.First:yyyy-MM-dd} to {coverage.Last:yyyy-MM-dd}"));
    }

    /// <summary>Meta chooses among finished runs, stored or not; <c>prometheus meta select</c> does the same with stored ones.</summary>
    public static void PrintTopSleeves(IEnumerable<ScoredRun> runs, string strategyId, DateOnly last)
    {
        var meta = new MetaOrchestrator(runs, new SelectionOptions { AsOf = last });
        var best = meta.SelectTopSleeves(strategyId, 3);
        var uplift = meta.SelectTopSleevesLambdaUplift(strategyId, 3);
        var robust = meta.SelectTopSleevesLambdaRobust(strategyId, 3);

        // Sleeves that know no λ are not eligible for its rules: nothing is chosen then.
        foreach (var (rule, chosen) in new[] { ("Sharpe ratio", best), ("λ uplift", uplift), ("λ robust", robust) })
            Console.WriteLine($"top by {rule,-12} {(chosen.Count == 0 ? "none" : string.Join(", ", chosen.Select(s => s.SleeveId)))}");
    }

    private sealed record Coverage
    {
        public long Bars { get; init; }

        public DateOnly First { get; init; }

        public DateOnly Last { get; init; }
    }
}
