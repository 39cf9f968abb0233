using System.Globalization;
using Prometheus.Core.Fundamentals;

namespace Prometheus.Workflows.Facts;

/// <summary>What statements have to meet.</summary>
internal static class StatementRules
{
    private const double BalanceTolerance = 0.01;
    private const double LargestJump = 100;

    /// <summary>Items that do not change sign or a hundredfold from one period to the next.</summary>
    private static readonly string[] Steady = [StatementItem.Revenue, StatementItem.TotalAssets, StatementItem.TotalLiabilities, StatementItem.SharesOutstanding];

    public static IEnumerable<FactFinding> Check(IReadOnlyList<Statement> statements)
    {
        var early = statements.Where(s => s.KnownOn < s.ReportDate).Select(s => FormattableString.Invariant($"{Name(s)} known {s.KnownOn:yyyy-MM-dd}, reported {s.ReportDate:yyyy-MM-dd}"));
        var before = statements.Where(s => s.ReportDate < s.PeriodEnd).Select(s => FormattableString.Invariant($"{Name(s)} reported {s.ReportDate:yyyy-MM-dd}"));
        return new[]
        {
            Finding(true, "known_before_report", early),
            Finding(true, "reported_before_period_end", before),
            Finding(false, "balance", statements.Where(IsUnbalanced).Select(Balance)),
            Finding(false, "jump", Jumps(statements)),
        }.OfType<FactFinding>();
    }

    /// <summary>Null where nothing was found.</summary>
    public static FactFinding? Finding(bool isError, string rule, IEnumerable<string> examples)
    {
        var (count, first) = (0, "");
        foreach (var example in examples)
            first = count++ == 0 ? example : first;
        return count == 0 ? null : new FactFinding(isError, rule, count, first);
    }

    private static bool IsUnbalanced(Statement s)
    {
        var (assets, owed) = (s[StatementItem.TotalAssets], s[StatementItem.TotalLiabilities] + s[StatementItem.Equity]);
        return Math.Abs(assets - owed) > BalanceTolerance * Math.Abs(assets);
    }

    private static string Balance(Statement s) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name(s)}: assets {s[StatementItem.TotalAssets]:G6}, liabilities and equity {s[StatementItem.TotalLiabilities] + s[StatementItem.Equity]:G6}");

    /// <summary>Statements come by issuer, type, frequency and period.</summary>
    private static IEnumerable<string> Jumps(IReadOnlyList<Statement> statements)
    {
        for (var i = 1; i < statements.Count; i++)
        {
            var (a, b) = (statements[i - 1], statements[i]);
            if ((a.IssuerId, a.Type, a.Frequency) != (b.IssuerId, b.Type, b.Frequency))
                continue;
            foreach (var item in Steady)
            {
                var ratio = b[item] / a[item];
                if (double.IsFinite(ratio) && ratio != 0 && (ratio < 1 / LargestJump || ratio > LargestJump))
                    yield return string.Create(CultureInfo.InvariantCulture, $"{Name(b)}: {item} {a[item]:G6} to {b[item]:G6}");
            }
        }
    }

    private static string Name(Statement s) => FormattableString.Invariant($"{s.IssuerId} {s.FiscalPeriod} {s.PeriodEnd:yyyy-MM-dd}");
}
