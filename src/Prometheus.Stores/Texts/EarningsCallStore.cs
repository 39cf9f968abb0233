namespace Prometheus.Stores.Texts;

/// <summary>What was said about results: <c>earnings_calls</c>.</summary>
public static class EarningsCallStore
{
    private static readonly TableShape Calls = new(
        "earnings_calls",
        keyColumns: 1,
        Column.Text("call_id"),
        Column.Text("issuer_id"),
        Column.Date("call_date"),
        Column.Date("known_on"),
        Column.Text("transcript"),
        Column.Text("content_hash"),
        Column.Text("source"));

    /// <summary>The calls known from <paramref name="start"/> to <paramref name="asOf"/>, by issuer, session, id.</summary>
    /// <param name="issuers">Whose; null for everybody's.</param>
    public static IReadOnlyList<EarningsCall> Read(IDatabaseReads historical, DateOnly start, DateOnly asOf, IReadOnlyCollection<string>? issuers = null)
    {
        var calls = new List<EarningsCall>();
        using var rows = historical.Read(
            $"""
            SELECT call_id, issuer_id, call_date, known_on, transcript, content_hash, source FROM earnings_calls
            WHERE known_on BETWEEN @start AND @asOf {(issuers is null ? "" : "AND issuer_id IN @issuers")} ORDER BY issuer_id, known_on, call_id
            """,
            new { start, asOf, issuers = issuers?.ToArray() ?? [] });
        while (rows.Next())
            calls.Add(new EarningsCall(rows.Text(0), rows.Text(1), rows.Date(2), rows.Date(3), rows.Text(4), rows.Text(5), rows.Text(6)));
        return calls;
    }

    /// <summary>Writes calls that are new or differ from what is stored. Returns how many were added and changed.</summary>
    /// <param name="calls">Each id once.</param>
    public static (int Added, int Changed) Save(DatabaseTransaction unit, IReadOnlyList<EarningsCall> calls)
    {
        var stored = Read(unit, DateOnly.MinValue, DateOnly.MaxValue).ToDictionary(c => c.CallId, StringComparer.Ordinal);
        var writes = calls.Where(c => c != stored.GetValueOrDefault(c.CallId)).OrderBy(c => c.CallId, StringComparer.Ordinal).ToArray();
        return FactRows.Save(unit, Calls, writes, c => stored.ContainsKey(c.CallId), (rows, c) => rows
            .Text(c.CallId).Text(c.IssuerId).Date(c.CallDate).Date(c.KnownOn).Text(c.Transcript).Text(c.ContentHash).Text(c.Source));
    }
}

/// <summary>One row of <c>earnings_calls</c>.</summary>
/// <param name="KnownOn">As stated, else the first session after <paramref name="CallDate"/>.</param>
/// <param name="ContentHash">Of the transcript.</param>
public sealed record EarningsCall(
    string CallId, string IssuerId, DateOnly CallDate, DateOnly KnownOn, string Transcript, string ContentHash, string Source);
