using System.Collections.Concurrent;
using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Core.Time;
using Prometheus.Sources.Files;
using Prometheus.Sources.Quality;

namespace Prometheus.Sources.Prices;

/// <summary>
/// Reads a file, a folder or an archive of daily prices into checked series. <see cref="Open"/> looks at every header, so an unknown layout
/// ends the import before anything is read; <see cref="Read"/> streams the series, parsing ahead while the caller stores them.
/// </summary>
/// <remarks>
/// A damaged file is a <see cref="UserError"/> out of <see cref="Read"/>, possibly after other series were handed out: the caller stores all
/// of an import in one transaction or none.
/// </remarks>
public sealed class PriceReader : IDisposable
{
    private const int SeriesAhead = 8;
    private const int RowsBetweenReports = 1 << 15;

    private readonly SourceFileSet _set;
    private readonly PriceImportOptions _options;
    private readonly string[] _names;
    private readonly List<QualityEvent> _looseEvents = [];
    private readonly PriceTally _tally;
    private PriceImportSummary? _summary;

    private PriceReader(SourceFileSet set, PriceImportOptions options)
    {
        (_set, _options) = (set, options);
        Files = [.. set.Files.Select(f => PriceFile.Recognise(f, options))];
        _names = [.. Files.Select(f => f.Name)];
        _tally = new PriceTally(_names);
    }

    /// <summary>In ordinal order of names.</summary>
    public IReadOnlyList<PriceFile> Files { get; }

    /// <summary>Findings that belong to no instrument, by file and line. Complete once <see cref="Read"/> has ended.</summary>
    public IReadOnlyList<QualityEvent> LooseEvents => _looseEvents;

    /// <exception cref="InvalidOperationException">Asked before <see cref="Read"/> has ended.</exception>
    public PriceImportSummary Summary => _summary ?? throw new InvalidOperationException("the summary is complete when all series have been read");

    /// <param name="path">A text file (plain or gzip), a folder of such files and archives, or a zip archive.</param>
    /// <exception cref="UserError">Nothing to read there, an unreadable, empty, binary or UTF-16 file, or an unknown header.</exception>
    public static PriceReader Open(string path, PriceImportOptions options)
    {
        var set = SourceFileSet.Discover(path);
        try
        {
            return new PriceReader(set, options);
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    /// <summary>All series in ordinal order of instrument ids, each once; a series may be empty where every row was refused. Call it once.</summary>
    /// <param name="progress">Told from another thread while rows are read.</param>
    /// <exception cref="UserError">A file turned out to be damaged.</exception>
    public IEnumerable<ImportedSeries> Read(IProgress<PriceReadProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var ready = new BlockingCollection<ImportedSeries>(SeriesAhead);
        var producer = Task.Run(() => Produce(ready, progress, stop.Token), CancellationToken.None);
        try
        {
            foreach (var series in ready.GetConsumingEnumerable(cancellation))
                yield return series;
            producer.GetAwaiter().GetResult();
            _summary = _tally.Close();
        }
        finally
        {
            // A caller that stops early leaves a producer behind; it ends at its next row block or hand-over.
            stop.Cancel();
            Task.WaitAny([producer], CancellationToken.None);
        }
    }

    public void Dispose() => _set.Dispose();

    private void Produce(BlockingCollection<ImportedSeries> ready, IProgress<PriceReadProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            var clock = new ReadingClock(progress, Files, cancellation);
            var sessions = _options.Sessions is null ? null : new SessionLookup(_options.Sessions);
            var symbols = new SymbolTable(_options, _names);
            // Files that mix symbols are collected whole; the others wait for their instrument's turn.
            for (var file = 0; file < Files.Count; file++)
            {
                if (Files[file].HasSymbolColumn)
                    ReadFile(file, null, symbols, sessions, clock);
            }

            var filesOf = FilesByInstrument(symbols);
            foreach (var id in symbols.InstrumentIds.Order(StringComparer.Ordinal).ToArray())
            {
                foreach (var file in filesOf[id])
                    ReadFile(file, symbols.Of(id, Files[file].Stem), symbols, sessions, clock);
                var series = symbols.Take(id).Close(sessions, _tally);
                _tally.Add(series);
                ready.Add(series, cancellation);
            }

            _tally.Add(_looseEvents);
        }
        finally
        {
            ready.CompleteAdding();
        }
    }

    private ILookup<string, int> FilesByInstrument(SymbolTable symbols)
    {
        var named = new List<(string Id, int File)>();
        for (var file = 0; file < Files.Count; file++)
        {
            if (Files[file].HasSymbolColumn)
                continue;
            var stem = Files[file].Stem;
            if (!Quality.Rules.SymbolText.IsValid(System.Text.Encoding.UTF8.GetBytes(stem)))
                throw new UserError($"{Files[file].Name} has no symbol column and its name is no symbol: expected {Quality.Rules.SymbolText.Rule.Expectation}, found '{stem}'");
            var id = SymbolTable.InstrumentIdOf(stem, _options);
            symbols.Of(id, stem);
            named.Add((id, file));
        }

        return named.ToLookup(n => n.Id, n => n.File, StringComparer.Ordinal);
    }

    private void ReadFile(int file, SeriesBuilder? only, SymbolTable symbols, SessionLookup? sessions, ReadingClock clock)
    {
        var table = Files[file].Table;
        using var scanner = Files[file].OpenRows();
        var rows = new PriceRowReader(table, _names[file], file, sessions, _looseEvents);
        var symbolField = table.FieldOf(PriceColumn.Symbol);
        long read = 0;
        Enlist(only, table, file);
        while (scanner.TryRead(out var row))
        {
            if (++read % RowsBetweenReports == 0)
                clock.Report(file, scanner.StoredPosition, RowsBetweenReports);
            if (!rows.FitsHeader(row, only))
                continue;
            var series = only ?? symbols.Find(row[symbolField]);
            if (series is null)
            {
                rows.RefuseSymbol(row, symbolField);
                continue;
            }

            if (!ReferenceEquals(series.Table, table))
                Enlist(series, table, file);
            rows.Read(row, series);
        }

        if (read == 0)
            ReportEmpty(file, only);
        clock.Finish(file, read % RowsBetweenReports);
        _tally.AddRead(file, read);
    }

    private void Enlist(SeriesBuilder? series, PriceTable table, int file)
    {
        if (series?.Table is { } other && (other.Basis != table.Basis || other.Source != table.Source))
        {
            throw new UserError(
                $"{series.InstrumentId} comes as {table.Source} {table.Basis} in {_names[file]} and as {other.Source} {other.Basis} in another file of the same import; import them apart");
        }

        series?.Use(table, file);
    }

    private void ReportEmpty(int file, SeriesBuilder? only)
    {
        var rule = Quality.Rules.NoRows.Rule;
        var hit = new QualityEvent(only?.InstrumentId, null, _names[file], 0, rule.Code, rule.Severity, rule.Expectation, "a header alone");
        if (only is null)
            _looseEvents.Add(hit);
        else
            only.Add(hit);
    }
}

/// <summary>How price files are to be read. Everything but <see cref="Suffix"/> may stay unset.</summary>
public sealed record PriceImportOptions
{
    /// <summary>Ending of every instrument id, for example <c>.US</c>; may be empty.</summary>
    public required string Suffix { get; init; }

    /// <summary>Source label; null takes the name of the layout found.</summary>
    public string? Source { get; init; }

    /// <summary>Price basis; null takes the one of the layout found.</summary>
    public PriceBasis? Basis { get; init; }

    /// <summary>Which header names stand for which column; overrides the layouts. See <see cref="ColumnMapping.Parse"/>.</summary>
    public ColumnMapping Columns { get; init; } = ColumnMapping.None;

    /// <summary>Instrument id by vendor symbol, ordinal; symbols that are not listed follow <see cref="InstrumentId.FromSymbol"/>.</summary>
    public IReadOnlyDictionary<string, string> SymbolMap { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>All sessions the calendar covers; a bar on another date is quarantined. Null: any date is taken (W1 on a folder).</summary>
    public SessionAxis? Sessions { get; init; }
}
