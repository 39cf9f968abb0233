using Prometheus.Core.Fundamentals;
using Prometheus.Core.Markets;
using Prometheus.Sources.Fundamentals;
using Prometheus.Sources.Texts;
using Prometheus.States.Fundamentals;
using Prometheus.Stores.Fundamentals;

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
        var matched = reading.Records.Select(r => (Record: r, IssuerId: names.FindIssuer(r.Name))).Where(m => m.IssuerId is not null).ToArray();
        var statements = matched.SelectMany(m => StatementsOf(m.Record, m.IssuerId!, market, source)).DistinctBy(s => s.Key).ToArray();
        using var unit = databases.Historical.Begin();
        RefuseOtherSource(unit, statements, options, reading.File);
        var saved = StatementStore.Save(unit, statements);
        var issuers = statements.Select(s => s.IssuerId).Distinct(StringComparer.Ordinal).ToArray();
        var ratios = SaveRatios(unit, issuers);
        FactBookkeeping.Save(unit, market, options.Path, reading, options with { Path = "" }, source, matched.Length);
        unit.Commit();
        return FactBookkeeping.Summary(
            reading,
            [.. statements.Select(s => s.KnownOn)],
            saved,
            names.Unknown,
            ("issuers", issuers.Length),
            (AssumedDates, matched.Count(m => m.Record.Assumed)),
            ("ratio rows written", ratios));
    }

    /// <summary>Makes the ratios of some issuers those that follow from their stored statements. Returns the rows written.</summary>
    private static long SaveRatios(DatabaseTransaction unit, string[] issuers)
        => issuers.Length == 0 ? 0 : RatioStore.Replace(unit, issuers, RatioEngine.Compute(StatementStore.Read(unit, DateOnly.MaxValue, issuers)));

    /// <summary>The up to three statements whose items a record tells.</summary>
    internal static IEnumerable<Statement> StatementsOf(StatementRecord record, string issuer, MarketDefinition market, string source)
    {
        var byType = new SortedDictionary<string, double>?[3];
        foreach (var (item, value) in record.Values)
            (byType[(int)StatementItem.All[item]] ??= new SortedDictionary<string, double>(StringComparer.Ordinal)).Add(item, value);
        for (var type = 0; type < byType.Length; type++)
        {
            if (byType[type] is { } values)
            {
                yield return new Statement(
                    issuer, (StatementType)type, record.Frequency, record.PeriodEnd, record.KnownOn, record.ReportDate, record.Assumed, record.PeriodStart,
                    record.FiscalPeriod, record.FiscalYear, record.Currency ?? market.Currency, values, source);
            }
        }
    }

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

/// <summary>What statements to import, and how to read them.</summary>
public sealed record ImportStatementsOptions
{
    /// <summary>One file.</summary>
    public required string Path { get; init; }

    public required string MarketId { get; init; }

    public StatementFileOptions File { get; init; } = new();

    /// <summary>Ending of instrument ids made from symbols; null takes the market's.</summary>
    public string? Suffix { get; init; }

    /// <summary>Source label; null takes the name of the file without its endings.</summary>
    public string? Source { get; init; }

    /// <summary>Lets statements take the place of those another source gave of the same period and day.</summary>
    public bool Replace { get; init; }
}
