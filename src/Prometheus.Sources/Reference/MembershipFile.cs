using Prometheus.Core.Errors;

namespace Prometheus.Sources.Reference;

/// <summary>Reads <c>ticker,start_date,end_date</c>: who was in an index from when to when. An empty end is a stay that goes on.</summary>
public static class MembershipFile
{
    /// <returns>In ordinal order of tickers, then by start.</returns>
    /// <exception cref="UserError">An unreadable file or value, an end before its start, or two stays of a ticker at once.</exception>
    public static IReadOnlyList<MembershipSpell> Read(string path)
    {
        var table = ReferenceTable.Read(path);
        var (ticker, start, end) = (table.Find("ticker", "symbol"), table.Find("startdate", "start", "from"), table.Find("enddate", "end", "to"));
        if (ticker < 0 || start < 0 || end < 0)
            throw table.Unknown("the columns ticker, start_date and end_date");
        var spells = new List<(MembershipSpell Spell, ReferenceRow Row)>(table.Rows.Count);
        foreach (var row in table.Rows)
        {
            if (row.Text(ticker).Length == 0)
                throw row.Error("a ticker, found none");
            var spell = new MembershipSpell(
                row.Text(ticker).ToUpperInvariant(),
                row.Date(start, "start_date") ?? throw row.Error("a start_date, found none"),
                row.Date(end, "end_date"));
            if (spell.End <= spell.Start)
                throw row.Error(FormattableString.Invariant($"an end_date after the start_date {spell.Start:yyyy-MM-dd}, found {spell.End:yyyy-MM-dd}"));
            spells.Add((spell, row));
        }

        spells.Sort((a, b) => string.CompareOrdinal(a.Spell.Ticker, b.Spell.Ticker) is not 0 and var order ? order : a.Spell.Start.CompareTo(b.Spell.Start));
        for (var k = 1; k < spells.Count; k++)
        {
            var (before, spell) = (spells[k - 1].Spell, spells[k].Spell);
            if (before.Ticker == spell.Ticker && (before.End is not { } ended || ended > spell.Start))
                throw spells[k].Row.Error($"one stay of {spell.Ticker} at a time, found another in line {spells[k - 1].Row.Line}");
        }

        return spells.ConvertAll(s => s.Spell);
    }
}

/// <summary>A stay of one ticker in an index.</summary>
/// <param name="Start">First day in it.</param>
/// <param name="End">First day out of it; null where it is still in.</param>
public sealed record MembershipSpell(string Ticker, DateOnly Start, DateOnly? End);
