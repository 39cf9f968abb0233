using Prometheus.Core.Errors;
using Prometheus.Core.Fundamentals;
using Prometheus.Core.Markets;
using Prometheus.Engines.Fundamentals;
using Prometheus.Sources.Fundamentals;
using Prometheus.Sources.Texts;
using Prometheus.Storage.Databases;
using Prometheus.Storage.Stores.Fundamentals;

namespace Prometheus.Workflows.Facts;

/// <summary>
/// Reads statements of the market's issuers, stores them and the ratios that follow: all of the file or nothing. A restatement is another
/// row, known later. Importing twice changes nothing.
/// </summary>
public static class ImportStatements
{
    /// <summary>What the count of assumed report dates is called.</summary>
    public const string AssumedDates = "report dates assumed";

    /// <exception cref="UserError">An unreadable file, no usable row, or statements of another source under the same key.</exception>
    /// <exception cref="NothingMatchedError">The market has no instruments yet.</exception>
    public static ImportFactsSummary Run(DatabasePair databases, ImportStatementsOptions options)
    {
        var market = MarketCatalog.Get(options.MarketId);
        var reading = StatementFile.Read(options.Path, options.File, market);
        var names = new NameLookup(databases, market, options.Suffix);
        var source = options.Source ?? SourceLabel.Of(reading.File);
        var statements = reading.Records.SelectMany(r => names.FindIssuer(r.Name) is { } issuer ? StatementsOf(r, issuer, market, source) : [])
            .DistinctBy(s => s.Key).ToArray();
        using var unit = databases.Historical.Begin();
        RefuseOtherSource(unit, statements, options, reading.File);
        var saved = StatementStore.Save(unit, statements);
        var issuers = statements.Select(s => s.IssuerId).Distinct(StringComparer.Ordinal).ToArray();
        var ratios = SaveRatios(unit, issuers);
        FactBookkeeping.Save(unit, market, options.Path, reading, options with { Path = "" }, source, reading.Records.Count);
        unit.Commit();
        return FactBookkeeping.Summary(
            reading,
            [.. statements.Select(s => s.KnownOn)],
            saved,
            names.Unknown,
            ("issuers", issuers.Length),
            (AssumedDates, reading.Records.Count(r => r.Assumed)),
            ("ratio rows written", ratios));
    }

    /// <summary>Makes the ratios of some issuers those that follow from their stored statements. Returns the rows written.</summary>
    internal static long SaveRatios(DatabaseTransaction unit, IReadOnlyCollection<string> issuers)
        => issuers.Count == 0 ? 0 : RatioStore.Replace(unit, issuers, RatioEngine.Compute(StatementStore.Read(unit, DateOnly.MaxValue, issuers)));

    private static IEnumerable<Statement> StatementsOf(StatementRecord record, string issuer, MarketDefinition market, string source)
        => record.Values.GroupBy(v => StatementItem.All[v.Key]).Select(g => new Statement(
            issuer, g.Key, record.Frequency, record.PeriodEnd, record.KnownOn, record.ReportDate, record.Assumed, record.PeriodStart, record.FiscalPeriod,
            record.FiscalYear, record.Currency ?? market.Currency, new SortedDictionary<string, double>(g.ToDictionary(), StringComparer.Ordinal), source));

    private static void RefuseOtherSource(DatabaseTransaction unit, Statement[] statements, ImportStatementsOptions options, string file)
    {
        if (options.Replace)
            return;
        var stored = StatementStore.Read(unit, DateOnly.MaxValue).ToDictionary(s => s.Key, s => s.Source);
        foreach (var s in statements)
        {
            if (stored.TryGetValue(s.Key, out var source) && source != s.Source)
            {
                throw new UserError(FormattableString.Invariant(
                    $"statements of {s.IssuerId} for {s.PeriodEnd:yyyy-MM-dd} are of source '{source}', found source '{s.Source}' in {file}: give --replace to exchange them"));
            }
        }
    }
}
