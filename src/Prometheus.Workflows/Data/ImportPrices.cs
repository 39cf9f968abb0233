using Prometheus.Core.Identity;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Sources.Prices;
using Prometheus.Stores;
using Prometheus.Workflows.Files;

namespace Prometheus.Workflows.Data;

/// <summary>Reads price files, checks every row and stores what stands: all of an import or nothing. Importing twice changes nothing.</summary>
public static class ImportPrices
{
    /// <exception cref="UserError">A path that cannot be read, an unknown layout, or another source than the stored one.</exception>
    public static ImportPricesSummary Run(
        DatabasePair databases, ImportPricesOptions options, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        var market = MarketCatalog.Get(options.MarketId);
        var reading = new PriceImportOptions
        {
            Suffix = options.Suffix ?? market.DefaultSuffix,
            Source = options.Source,
            Basis = options.Basis,
            Columns = options.Columns,
            SymbolMap = options.SymbolMap,
            Sessions = CalendarSessions.Of(market),
        };
        using var reader = PriceReader.Open(options.Path, reading);
        var files = reader.Files.Select(f => f.Name).ToArray();
        var told = progress is null ? null : new Forward(progress);
        var stored = new PriceStorage(databases, market, options.Replace, cancellation).Store(
            reader.Read(told, cancellation),
            files,
            () =>
            {
                progress?.Report(new ImportProgress("storing", 0, reader.Summary.RowsRead));
                return reader.LooseEvents;
            },
            unit => ImportedFileStore.Save(unit, FileOf(options, reader)));
        progress?.Report(new ImportProgress("storing", 1, reader.Summary.RowsRead));
        return new ImportPricesSummary(reader.Summary, stored);
    }

    private static ImportedFile FileOf(ImportPricesOptions options, PriceReader reader)
    {
        var summary = reader.Summary;
        var sources = reader.Files.Select(f => f.Source).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new ImportedFile(
            options.MarketId,
            Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Path)),
            ContentDigest.Of(options.Path),
            StableId.HashOf(options with { Path = "" }),
            string.Join(",", sources),
            summary.RowsRead,
            summary.RowsKept,
            summary.RowsQuarantined,
            summary.RowsSkipped,
            summary.RowsFlagged);
    }

    /// <summary>Hands a reader's progress on at once, from the thread it comes from.</summary>
    private sealed class Forward(IProgress<ImportProgress> progress) : IProgress<PriceReadProgress>
    {
        public void Report(PriceReadProgress value)
            => progress.Report(new ImportProgress("reading", value.BytesTotal == 0 ? 1 : (double)value.BytesDone / value.BytesTotal, value.RowsRead));
    }
}

/// <summary>What to import, and how to read it.</summary>
public sealed record ImportPricesOptions
{
    /// <summary>A file, a folder or an archive.</summary>
    public required string Path { get; init; }

    public required string MarketId { get; init; }

    /// <summary>Source label; null takes the name of the layout found.</summary>
    public string? Source { get; init; }

    /// <summary>Ending of instrument ids; null takes the market's.</summary>
    public string? Suffix { get; init; }

    /// <summary>Instrument id by vendor symbol, for symbols that do not follow the rule.</summary>
    public IReadOnlyDictionary<string, string> SymbolMap { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Price basis; null takes the one of the layout found.</summary>
    public PriceBasis? Basis { get; init; }

    public ColumnMapping Columns { get; init; } = ColumnMapping.None;

    /// <summary>Lets a series take the place of one that another source or basis gave; each exchange is recorded.</summary>
    public bool Replace { get; init; }
}

/// <summary>What an import of prices came to.</summary>
/// <param name="Read">What stood in the files and what the rules said.</param>
/// <param name="Stored">What it changed in the store.</param>
public sealed record ImportPricesSummary(PriceImportSummary Read, PriceStorageSummary Stored);

/// <summary>How far an import is.</summary>
/// <param name="Step">What is going on, for a person.</param>
/// <param name="Fraction">0 … 1 within the step.</param>
/// <param name="Rows">Rows read so far.</param>
public readonly record struct ImportProgress(string Step, double Fraction, long Rows);
