using System.Globalization;
using Prometheus.Core.Fundamentals;
using Prometheus.Core.Identity;

namespace Prometheus.Stores.Fundamentals;

/// <summary>Statements as they were known: <c>financial_statements</c>. What was known before a restatement stays.</summary>
public static class StatementStore
{
    private static readonly TableShape Statements = new(
        "financial_statements",
        keyColumns: 5,
        Column.Text("issuer_id"),
        Column.Text("statement_type"),
        Column.Text("frequency"),
        Column.Date("period_end"),
        Column.Date("known_on"),
        Column.Text("statement_id"),
        Column.Text("fiscal_period"),
        Column.Integer("fiscal_year"),
        Column.Date("report_date"),
        Column.Boolean("assumed"),
        Column.Date("period_start"),
        Column.Text("currency"),
        Column.Json("values"),
        Column.Text("source"));

    /// <summary>The statements known on or before <paramref name="asOf"/>, restated ones included, by issuer, type, frequency, period and day.</summary>
    /// <param name="issuers">Whose; null for everybody's.</param>
    public static IReadOnlyList<Statement> Read(IDatabaseReads historical, DateOnly asOf, IReadOnlyCollection<string>? issuers = null)
    {
        var statements = new List<Statement>();
        using var rows = historical.Read(
            $"""
            SELECT issuer_id, statement_type, frequency, period_end, known_on, report_date, assumed, period_start, fiscal_period, fiscal_year, currency, "values", source
            FROM financial_statements WHERE known_on <= @asOf {(issuers is null ? "" : "AND issuer_id IN @issuers")}
            ORDER BY issuer_id, statement_type, frequency, period_end, known_on
            """,
            new { asOf, issuers = issuers?.ToArray() ?? [] });
        while (rows.Next())
        {
            statements.Add(new Statement(
                rows.Text(0), StatementNames.TypeOf(rows.Text(1)), StatementNames.FrequencyOf(rows.Text(2)), rows.Date(3), rows.Date(4), rows.Date(5),
                rows.Boolean(6), rows.DateOrNull(7), rows.Text(8), (int)rows.Integer(9), rows.TextOrNull(10), ValuesJson.Read(rows.Text(11)), rows.Text(12)));
        }

        return statements;
    }

    /// <summary>Writes statements that are new or differ from what is stored. Returns how many were added and changed.</summary>
    /// <param name="statements">Each key once.</param>
    public static (int Added, int Changed) Save(DatabaseTransaction unit, IReadOnlyList<Statement> statements)
    {
        var stored = Read(unit, DateOnly.MaxValue).ToDictionary(s => s.Key);
        var writes = statements.Where(s => !s.Equals(stored.GetValueOrDefault(s.Key)))
            .OrderBy(s => s.IssuerId, StringComparer.Ordinal).ThenBy(s => StatementNames.Of(s.Type), StringComparer.Ordinal)
            .ThenBy(s => StatementNames.Of(s.Frequency), StringComparer.Ordinal).ThenBy(s => s.PeriodEnd).ThenBy(s => s.KnownOn)
            .ToArray();
        return FactRows.Save(unit, Statements, writes, s => stored.ContainsKey(s.Key), (rows, s) => rows
            .Text(s.IssuerId).Text(StatementNames.Of(s.Type)).Text(StatementNames.Of(s.Frequency)).Date(s.PeriodEnd).Date(s.KnownOn)
            .Text(IdOf(s)).Text(s.FiscalPeriod).Integer(s.FiscalYear).Date(s.ReportDate).Boolean(s.Assumed).Date(s.PeriodStart).Text(s.Currency)
            .Json(ValuesJson.Of(s.Values)).Text(s.Source));
    }

    private static string IdOf(Statement s) => StableId.Of(
        "statement", s.IssuerId, StatementNames.Of(s.Type), StatementNames.Of(s.Frequency),
        s.PeriodEnd.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), s.KnownOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
