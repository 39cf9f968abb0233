using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;
using Prometheus.Stores;
using Prometheus.Stores.Fundamentals;
using Prometheus.Stores.Texts;

namespace Prometheus.Workflows.Facts;

/// <summary>Looks at everything written and reported of a market: rows, ranges, points in time, repeated texts, balances and jumps.</summary>
public static class CheckFacts
{
    public static CheckFactsReport Run(DatabasePair databases, string marketId, DateOnly? end = null)
    {
        var (market, last) = (MarketCatalog.Get(marketId), end ?? DateOnly.MaxValue);
        var issuers = InstrumentStore.ReadMarket(databases.Runtime, market.MarketId).Select(i => i.IssuerId).Distinct(StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var calendar = ExchangeCalendars.Get(market.Exchange);
        var tables = new List<FactTableCount> { Prices(databases, market.MarketId, last) };
        var findings = new List<FactFinding?>();
        CheckNews(databases, market, calendar, last, tables, findings);
        CheckMacro(databases, market, calendar, last, tables, findings);

        var filings = FilingStore.Read(databases.Historical, DateOnly.MinValue, last).Where(f => issuers.Contains(f.IssuerId)).ToArray();
        tables.Add(Count("filings", filings.Select(f => f.FilingDate)));
        findings.Add(StatementRules.Finding(true, "filing_known_before_its_date", filings.Where(f => f.KnownOn < f.FilingDate).Select(f => f.FilingId)));
        var calls = EarningsCallStore.Read(databases.Historical, DateOnly.MinValue, last).Where(c => issuers.Contains(c.IssuerId)).ToArray();
        tables.Add(Count("earnings_calls", calls.Select(c => c.CallDate)));
        findings.Add(StatementRules.Finding(true, "call_known_before_its_date", calls.Where(c => c.KnownOn < c.CallDate).Select(c => c.CallId)));

        var statements = StatementStore.Read(databases.Historical, last).Where(s => issuers.Contains(s.IssuerId)).ToArray();
        tables.Add(Count("financial_statements", statements.Select(s => s.PeriodEnd), Text($"{statements.Count(s => s.Assumed)} with an assumed report date")));
        findings.AddRange(StatementRules.Check(statements));
        var ratios = RatioStore.Read(databases.Historical, last).Where(r => issuers.Contains(r.IssuerId)).ToArray();
        tables.Add(Count("fundamental_ratios", ratios.Select(r => r.PeriodEnd)));
        return new CheckFactsReport(tables, [.. findings.OfType<FactFinding>().OrderByDescending(f => f.IsError)]);
    }

    private static FactTableCount Prices(DatabasePair databases, string marketId, DateOnly last)
    {
        var series = PriceStore.ReadSeries(databases.Historical, marketId, last);
        var rows = databases.Historical.Scalar<long>(
            "SELECT COUNT(*) FROM prices_daily WHERE trade_date <= @last AND instrument_id IN @ids", new { last, ids = series.Select(s => s.InstrumentId).ToArray() });
        return series.Count == 0
            ? new FactTableCount("prices_daily", 0, null, null, "")
            : new FactTableCount("prices_daily", rows, series.Min(s => s.FirstDate), series.Max(s => s.LastDate), Text($"{series.Count} instruments"));
    }

    private static void CheckNews(
        DatabasePair databases, MarketDefinition market, ExchangeCalendar calendar, DateOnly last, List<FactTableCount> tables, List<FactFinding?> findings)
    {
        var news = NewsStore.ReadAll(databases.Historical, market.MarketId, DateOnly.MinValue, last);
        var unlinked = news.Count(a => a.Links.Count == 0 && a.UnknownSymbols.Count == 0);
        var unknown = news.Count(a => a.Links.Count == 0 && a.UnknownSymbols.Count > 0);
        var repeated = news.Count - news.Select(a => a.ContentHash).Distinct(StringComparer.Ordinal).Count();
        tables.Add(Count(
            "news_articles",
            news.Select(a => DateOnly.FromDateTime(a.Timestamp.UtcDateTime)),
            Text($"{unlinked} without a link, {unknown} of names the market does not have, {repeated} repeat the content of another")));
        findings.Add(StatementRules.Finding(true, "news_known_before_publication", news.Where(a => a.KnownOn < DecisionCutOff.SessionOf(calendar, a.Timestamp)).Select(a => a.ArticleId)));
    }

    private static void CheckMacro(
        DatabasePair databases, MarketDefinition market, ExchangeCalendar calendar, DateOnly last, List<FactTableCount> tables, List<FactFinding?> findings)
    {
        var events = MacroStore.Read(databases.Historical, market.MarketId, DateOnly.MinValue, last);
        var types = events.GroupBy(e => e.EventType, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Text($"{g.Key} {g.Count()}"));
        tables.Add(Count("macro_events", events.Select(e => DateOnly.FromDateTime(e.Timestamp.UtcDateTime)), string.Join(", ", types)));
        findings.Add(StatementRules.Finding(true, "macro_known_before_publication", events.Where(e => e.KnownOn < DecisionCutOff.SessionOf(calendar, e.Timestamp)).Select(e => e.EventId)));
    }

    private static FactTableCount Count(string table, IEnumerable<DateOnly> dates, string remarks = "")
    {
        var (rows, first, last) = (0L, DateOnly.MaxValue, DateOnly.MinValue);
        foreach (var date in dates)
        {
            rows++;
            first = date < first ? date : first;
            last = date > last ? date : last;
        }

        return new FactTableCount(table, rows, rows == 0 ? null : first, rows == 0 ? null : last, rows == 0 ? "" : remarks);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a check of a market's texts and fundamentals found.</summary>
/// <param name="Tables">Counts and ranges of every table.</param>
/// <param name="Findings">Errors first, each rule once; empty where all is well.</param>
public sealed record CheckFactsReport(IReadOnlyList<FactTableCount> Tables, IReadOnlyList<FactFinding> Findings)
{
    public bool HasErrors => Findings.Any(f => f.IsError);
}

/// <summary>What one table of facts holds of a market.</summary>
/// <param name="First">First date of what it is about (of publication, of the period's end); null for an empty table.</param>
public sealed record FactTableCount(string Table, long Rows, DateOnly? First, DateOnly? Last, string Remarks);

/// <summary>Something that does not belong together among texts and fundamentals.</summary>
/// <param name="IsError">It must not be: a point in time is broken. Else it is worth a look.</param>
/// <param name="Count">How often.</param>
/// <param name="Example">The first one.</param>
public sealed record FactFinding(bool IsError, string Rule, int Count, string Example);
