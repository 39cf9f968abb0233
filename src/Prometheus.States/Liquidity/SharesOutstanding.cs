using Prometheus.Core.Fundamentals;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.States.Declarations;

namespace Prometheus.States.Liquidity;

/// <summary>Shares outstanding as balance sheets counted them and as they became known.</summary>
public sealed class SharesOutstanding : IStoredInput
{
    private readonly ILookup<string, Statement> _sheets;

    /// <param name="statements">Of any kind and in any order; what counts no shares is passed over.</param>
    public SharesOutstanding(IEnumerable<Statement> statements)
    {
        var sheets = statements.Where(s => s[StatementItem.SharesOutstanding] > 0).OrderBy(s => s.IssuerId, StringComparer.Ordinal).ThenBy(s => s.KnownOn).ThenBy(s => s.PeriodEnd).ToArray();
        _sheets = sheets.ToLookup(s => s.IssuerId, StringComparer.Ordinal);
        Digest = DigestOf(sheets);
    }

    public string Digest { get; }

    /// <summary>Digest of what was known on or before a date.</summary>
    public string DigestThrough(DateOnly date) => DigestOf(_sheets.SelectMany(s => s).Where(s => s.KnownOn <= date));

    /// <summary>The count in force on every session, followed through the splits since it was made; NaN where there is none or it is too old.</summary>
    public void Fill(Market market, int column, string issuer, int maximumAgeDays, double[] counts)
    {
        var sheets = _sheets[issuer].ToArray();
        var splits = market.Actions.All.ToArray().Where(a => a.Instrument == column && a.SplitRatio != 1).ToArray();
        var (next, latest) = (0, (Statement?)null);
        for (var t = 0; t < counts.Length; t++)
        {
            for (; next < sheets.Length && sheets[next].KnownOn <= market.Sessions[t]; next++)
                latest = latest is null || sheets[next].PeriodEnd >= latest.PeriodEnd ? sheets[next] : latest;
            if (latest is null || market.Sessions[t].DayNumber - latest.PeriodEnd.DayNumber > maximumAgeDays)
                continue;
            counts[t] = latest[StatementItem.SharesOutstanding];
            foreach (var split in splits)
                counts[t] *= split.Session <= t && market.Sessions[split.Session] > latest.PeriodEnd ? split.SplitRatio : 1;
        }
    }

    private static string DigestOf(IEnumerable<Statement> sheets) => StableId.HashOf(
        sheets.Select(s => FormattableString.Invariant($"{s.IssuerId} {s.KnownOn:yyyy-MM-dd} {s.PeriodEnd:yyyy-MM-dd} {s[StatementItem.SharesOutstanding]:R}")).ToArray());
}
