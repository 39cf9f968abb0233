using Prometheus.States.Fundamentals;

namespace Prometheus.Stores.Fundamentals;

/// <summary>What follows from the statements known by then: <c>fundamental_ratios</c>.</summary>
public static class RatioStore
{
    private static readonly TableShape Ratios = new(
        "fundamental_ratios",
        keyColumns: 4,
        Column.Text("issuer_id"),
        Column.Text("frequency"),
        Column.Date("period_end"),
        Column.Date("known_on"),
        Column.Date("period_start"),
        Column.Real("roe"),
        Column.Real("roic"),
        Column.Real("gross_margin"),
        Column.Real("op_margin"),
        Column.Real("net_margin"),
        Column.Real("leverage"),
        Column.Real("interest_coverage"),
        Column.Real("revenue_growth"),
        Column.Real("eps_growth"),
        Column.Json("metrics"));

    /// <summary>The ratios known on or before <paramref name="asOf"/>, by issuer, frequency, period and day.</summary>
    /// <param name="issuers">Whose; null for everybody's.</param>
    public static IReadOnlyList<FundamentalRatios> Read(IDatabaseReads historical, DateOnly asOf, IReadOnlyCollection<string>? issuers = null)
    {
        var ratios = new List<FundamentalRatios>();
        using var rows = historical.Read(
            $"""
            SELECT issuer_id, frequency, period_end, known_on, period_start, roe, roic, gross_margin, op_margin, net_margin, leverage, interest_coverage,
              revenue_growth, eps_growth, metrics
            FROM fundamental_ratios WHERE known_on <= @asOf {(issuers is null ? "" : "AND issuer_id IN @issuers")}
            ORDER BY issuer_id, frequency, period_end, known_on
            """,
            new { asOf, issuers = issuers?.ToArray() ?? [] });
        while (rows.Next())
        {
            ratios.Add(new FundamentalRatios(
                rows.Text(0), StatementNames.FrequencyOf(rows.Text(1)), rows.Date(2), rows.Date(3), rows.DateOrNull(4),
                rows.Real(5), rows.Real(6), rows.Real(7), rows.Real(8), rows.Real(9), rows.Real(10), rows.Real(11), rows.Real(12), rows.Real(13),
                ValuesJson.Read(rows.Text(14))));
        }

        return ratios;
    }

    /// <summary>Makes the ratios of some issuers exactly these; nothing is written of an issuer whose ratios are stored alike.</summary>
    /// <param name="issuers">Whose rows these are all of.</param>
    /// <param name="ratios">Each key once.</param>
    /// <returns>Rows written.</returns>
    public static long Replace(DatabaseTransaction unit, IReadOnlyCollection<string> issuers, IReadOnlyList<FundamentalRatios> ratios)
    {
        var stored = Read(unit, DateOnly.MaxValue, issuers).ToLookup(r => r.IssuerId, StringComparer.Ordinal);
        var wanted = ratios.ToLookup(r => r.IssuerId, StringComparer.Ordinal);
        var changed = issuers.Where(i => !Ordered(wanted[i]).SequenceEqual(Ordered(stored[i]))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (changed.Length == 0)
            return 0;
        return unit.Replace(Ratios, KeyRange.Where("issuer_id IN @changed", new { changed }), rows =>
        {
            foreach (var r in changed.SelectMany(i => Ordered(wanted[i])))
                Write(rows, r);
        });
    }

    private static IEnumerable<FundamentalRatios> Ordered(IEnumerable<FundamentalRatios> ratios)
        => ratios.OrderBy(r => StatementNames.Of(r.Frequency), StringComparer.Ordinal).ThenBy(r => r.PeriodEnd).ThenBy(r => r.KnownOn);

    private static void Write(RowWriter rows, FundamentalRatios r)
    {
        rows.Text(r.IssuerId).Text(StatementNames.Of(r.Frequency)).Date(r.PeriodEnd).Date(r.KnownOn).Date(r.PeriodStart);
        foreach (var value in r.Values)
            rows.Real(value);
        rows.Json(ValuesJson.Of(r.Metrics)).EndRow();
    }
}
