namespace Prometheus.Stores.Texts;

/// <summary>What issuers filed: <c>filings</c>.</summary>
public static class FilingStore
{
    private static readonly TableShape Filings = new(
        "filings",
        keyColumns: 1,
        Column.Text("filing_id"),
        Column.Text("issuer_id"),
        Column.Text("filing_type"),
        Column.Date("filing_date"),
        Column.Date("known_on"),
        Column.Text("text"),
        Column.Text("content_hash"),
        Column.Text("source"));

    /// <summary>The filings known from <paramref name="start"/> to <paramref name="asOf"/>, by issuer, session, id.</summary>
    /// <param name="issuers">Whose; null for everybody's.</param>
    public static IReadOnlyList<Filing> Read(IDatabaseReads historical, DateOnly start, DateOnly asOf, IReadOnlyCollection<string>? issuers = null)
    {
        var filings = new List<Filing>();
        using var rows = historical.Read(
            $"""
            SELECT filing_id, issuer_id, filing_type, filing_date, known_on, text, content_hash, source FROM filings
            WHERE known_on BETWEEN @start AND @asOf {(issuers is null ? "" : "AND issuer_id IN @issuers")} ORDER BY issuer_id, known_on, filing_id
            """,
            new { start, asOf, issuers = issuers?.ToArray() ?? [] });
        while (rows.Next())
        {
            filings.Add(new Filing(
                rows.Text(0), rows.Text(1), rows.Text(2), rows.Date(3), rows.Date(4), rows.Text(5), rows.Text(6), rows.Text(7)));
        }

        return filings;
    }

    /// <summary>Writes filings that are new or differ from what is stored. Returns how many were added and changed.</summary>
    /// <param name="filings">Each id once.</param>
    public static (int Added, int Changed) Save(DatabaseTransaction unit, IReadOnlyList<Filing> filings)
    {
        var stored = Read(unit, DateOnly.MinValue, DateOnly.MaxValue).ToDictionary(f => f.FilingId, StringComparer.Ordinal);
        var writes = filings.Where(f => f != stored.GetValueOrDefault(f.FilingId)).OrderBy(f => f.FilingId, StringComparer.Ordinal).ToArray();
        return FactRows.Save(unit, Filings, writes, f => stored.ContainsKey(f.FilingId), (rows, f) => rows
            .Text(f.FilingId).Text(f.IssuerId).Text(f.FilingType).Date(f.FilingDate).Date(f.KnownOn).Text(f.Text).Text(f.ContentHash).Text(f.Source));
    }
}

/// <summary>One row of <c>filings</c>.</summary>
/// <param name="FilingType">10-K, 10-Q, 8-K …</param>
/// <param name="KnownOn">As stated, else the first session after <paramref name="FilingDate"/>.</param>
/// <param name="ContentHash">Of the text.</param>
public sealed record Filing(
    string FilingId, string IssuerId, string FilingType, DateOnly FilingDate, DateOnly KnownOn, string Text, string ContentHash, string Source);
