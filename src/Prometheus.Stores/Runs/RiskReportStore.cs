using System.Globalization;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Portfolio.Risk.Reports;
using Prometheus.Scenarios;

namespace Prometheus.Stores.Runs;

/// <summary>
/// Risk reports ⇄ <c>portfolio_risk_reports</c>. A report and the scenario sets it was tried on come from different commands: each write keeps
/// what the others have said, so the order of commands leaves no mark.
/// </summary>
public static class RiskReportStore
{
    private static readonly TableShape Reports = new(
        "portfolio_risk_reports",
        keyColumns: 3,
        Column.Text("context"),
        Column.Text("portfolio_id"),
        Column.Date("as_of_date"),
        Column.Text("report_id"),
        Column.Real("portfolio_value"),
        Column.Real("cash"),
        Column.Real("net_exposure"),
        Column.Real("gross_exposure"),
        Column.Real("leverage"),
        Column.Json("risk_metrics"),
        Column.Json("scenario_pnl"),
        Column.Json("exposures_by_sector"),
        Column.Json("exposures_by_factor"),
        Column.Json("metadata"));

    private const string ReportColumns =
        """
        SELECT context, portfolio_id, as_of_date, portfolio_value, cash, net_exposure, gross_exposure, leverage,
               CAST(risk_metrics AS TEXT) AS risk_metrics, CAST(scenario_pnl AS TEXT) AS scenario_pnl,
               CAST(exposures_by_sector AS TEXT) AS exposures_by_sector, CAST(exposures_by_factor AS TEXT) AS exposures_by_factor,
               CAST(metadata AS TEXT) AS metadata
        FROM portfolio_risk_reports
        """;

    private const string Selection =
        "portfolio_id = @portfolioId AND as_of_date BETWEEN @start AND @end AND (@runId IS NULL OR context = @runId)";

    /// <summary>
    /// Writes reports of one portfolio in the place of those of the same dates, whose scenario keys are kept. Returns the rows written.
    /// </summary>
    /// <param name="context"><c>live</c> or the run id.</param>
    /// <param name="market">The market of the reports' sessions and columns.</param>
    /// <param name="reports">By session, ascending.</param>
    public static long Save(DatabaseTransaction unit, string context, string portfolioId, Market market, IReadOnlyList<RiskReport> reports)
    {
        if (reports.Count == 0)
            return 0;
        var (first, last) = (market.Sessions[reports[0].Session], market.Sessions[reports[^1].Session]);
        var before = Read(unit, portfolioId, first, last, context).ToDictionary(r => r.AsOfDate);
        return unit.Upsert(Reports, rows =>
        {
            using var json = new StoredJson();
            foreach (var report in reports)
                Write(rows, RowOf(json, context, portfolioId, market, report, before.GetValueOrDefault(market.Sessions[report.Session])));
        });
    }

    /// <summary>Adds what the books of one context made on a set, in the place of what was said of that set before. Returns the rows written.</summary>
    /// <param name="context"><c>live</c> or the run id.</param>
    /// <param name="entries">By date, ascending; each date must have a report.</param>
    /// <exception cref="DataError">A date without a report.</exception>
    public static long SaveScenarios(DatabaseTransaction unit, string context, string portfolioId, string setId, IReadOnlyList<ScenarioEntry> entries)
    {
        if (entries.Count == 0)
            return 0;
        var stored = Read(unit, portfolioId, entries[0].AsOfDate, entries[^1].AsOfDate, context).ToDictionary(r => r.AsOfDate);
        var names = RiskReportJson.PathNames(setId, entries.Max(e => e.Risk.PathReturns.Length));
        return unit.Upsert(Reports, rows =>
        {
            using var json = new StoredJson();
            foreach (var entry in entries)
            {
                if (!stored.TryGetValue(entry.AsOfDate, out var row))
                    throw new DataError(string.Create(CultureInfo.InvariantCulture, $"portfolio {portfolioId} of {context} has no risk report on {entry.AsOfDate:yyyy-MM-dd}"));
                Write(rows, row with
                {
                    RiskMetrics = RiskReportJson.WithScenario(json, row.RiskMetrics, setId, entry),
                    ScenarioPnl = RiskReportJson.WithPaths(json, row.ScenarioPnl, setId, names, entry.Risk),
                });
            }
        });
    }

    /// <summary>
    /// Adds what the books of one context resemble among the scenarios of a set. Returns the rows written: a report that says so already is not one.
    /// </summary>
    /// <param name="context"><c>live</c> or the run id.</param>
    /// <param name="entries">By date, ascending; each date must have a report.</param>
    /// <exception cref="DataError">A date without a report.</exception>
    public static long SaveStab(DatabaseTransaction unit, string context, string portfolioId, IReadOnlyList<StabEntry> entries)
    {
        if (entries.Count == 0)
            return 0;
        var stored = Read(unit, portfolioId, entries[0].AsOfDate, entries[^1].AsOfDate, context).ToDictionary(r => r.AsOfDate);
        var changed = new List<RiskReportRow>();
        foreach (var entry in entries)
        {
            if (!stored.TryGetValue(entry.AsOfDate, out var row))
                throw new DataError(string.Create(CultureInfo.InvariantCulture, $"portfolio {portfolioId} of {context} has no risk report on {entry.AsOfDate:yyyy-MM-dd}"));
            var metrics = RiskReportJson.WithStab(row.RiskMetrics, entry);
            if (!ReferenceEquals(metrics, row.RiskMetrics))
                changed.Add(row with { RiskMetrics = metrics });
        }

        return changed.Count == 0 ? 0 : unit.Upsert(Reports, rows => changed.ForEach(row => Write(rows, row)));
    }

    /// <summary>The reports of a portfolio, by context, then date; of one context where one is named.</summary>
    public static IReadOnlyList<RiskReportRow> Read(IDatabaseReads runtime, string portfolioId, DateOnly start, DateOnly end, string? runId)
        => runtime.Query<RiskReportRow>($"{ReportColumns} WHERE {Selection} ORDER BY context, as_of_date", new { portfolioId, start, end, runId });

    private static RiskReportRow RowOf(StoredJson json, string context, string portfolioId, Market market, RiskReport report, RiskReportRow? before) => new()
    {
        Context = context,
        PortfolioId = portfolioId,
        AsOfDate = market.Sessions[report.Session],
        PortfolioValue = 1,
        Cash = 1 - report.NetExposure,
        NetExposure = report.NetExposure,
        GrossExposure = report.GrossExposure,
        Leverage = report.GrossExposure,
        RiskMetrics = RiskReportJson.KeepScenarios(RiskReportJson.Metrics(json, report), before?.RiskMetrics ?? ""),
        ScenarioPnl = before?.ScenarioPnl ?? "{}",
        ExposuresBySector = RiskReportJson.Map(json, report.ExposureBySector),
        ExposuresByFactor = RiskReportJson.Factors(json, report.ExposureByFactor),
        Metadata = RiskReportJson.Metadata(json, report, market),
    };

    private static void Write(RowWriter rows, RiskReportRow row)
        => rows.Text(row.Context).Text(row.PortfolioId).Date(row.AsOfDate)
            .Text(StableId.Of("risk_report", row.Context, row.PortfolioId, row.AsOfDate.ToString("O", CultureInfo.InvariantCulture)))
            .Real(row.PortfolioValue).Real(row.Cash).Real(row.NetExposure).Real(row.GrossExposure).Real(row.Leverage)
            .Json(row.RiskMetrics).Json(row.ScenarioPnl).Json(row.ExposuresBySector).Json(row.ExposuresByFactor).Json(row.Metadata).EndRow();
}

/// <summary>A stored risk report, as it lies in <c>portfolio_risk_reports</c>.</summary>
public sealed record RiskReportRow
{
    /// <summary><c>live</c> or the run id.</summary>
    public string Context { get; init; } = "";

    public string PortfolioId { get; init; } = "";

    public DateOnly AsOfDate { get; init; }

    public double PortfolioValue { get; init; }

    public double Cash { get; init; }

    public double NetExposure { get; init; }

    public double GrossExposure { get; init; }

    public double Leverage { get; init; }

    public string RiskMetrics { get; init; } = "{}";

    public string ScenarioPnl { get; init; } = "{}";

    public string ExposuresBySector { get; init; } = "{}";

    public string ExposuresByFactor { get; init; } = "{}";

    public string Metadata { get; init; } = "{}";
}

/// <summary>What one book made on one scenario set.</summary>
/// <param name="AsOfDate">The book's decision.</param>
/// <param name="Hindsight">The set has seen days after the decision: a diagnosis, never a basis of it.</param>
public sealed record ScenarioEntry(DateOnly AsOfDate, ScenarioRisk Risk, bool Hindsight);
