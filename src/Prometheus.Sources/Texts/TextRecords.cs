using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Sources.Records;

namespace Prometheus.Sources.Texts;

/// <summary>What the readers of texts share: the file's columns, the clock of publications, sources, ids and the tally.</summary>
internal sealed class TextRecords
{
    private readonly RecordFile _file;
    private readonly RecordColumns _columns;
    private readonly MarketDefinition _market;
    private readonly string _source;
    private readonly DailyHeadlines? _days;

    /// <param name="path">One file, plain or gzip: CSV with a header, or JSON lines.</param>
    /// <param name="usual">The names a column may have.</param>
    /// <param name="datesAlone">Takes a date without a time as the end of that day.</param>
    /// <param name="takesHeadlines">Also reads <see cref="DailyHeadlines"/>.</param>
    /// <param name="required">Columns without which nothing can be read.</param>
    /// <exception cref="UserError">An unreadable file, or a header without what is needed.</exception>
    public TextRecords(
        string path,
        TextFileOptions options,
        MarketDefinition market,
        IReadOnlyDictionary<string, string[]> usual,
        bool datesAlone,
        bool takesHeadlines,
        params ReadOnlySpan<string> required)
    {
        (_file, _market) = (RecordFile.Open(path), market);
        _days = takesHeadlines ? DailyHeadlines.In(_file.Header) : null;

        // A row a day has no times: what it says may be used from the next session on.
        (Clock, Tally) = (new PublicationClock(market, datesAlone || _days is not null), new FactTally(_file.Name));
        _columns = new RecordColumns(_file, usual, options.Columns);
        if (_days is null)
            _columns.Require(required);
        _source = options.Source ?? SourceLabel.Of(_file.Name);
    }

    public PublicationClock Clock { get; }

    public FactTally Tally { get; }

    /// <summary>The records that can be read, in file order.</summary>
    public IEnumerable<FileRecord> Readable()
    {
        var records = Tally.Readable(_file.Records());
        return _days is null ? records : records.SelectMany(_days.Of);
    }

    /// <summary>Trimmed; empty where the record lacks it.</summary>
    public string Text(FileRecord record, string column) => _columns.Text(record, column);

    /// <summary>Null where the record lacks it.</summary>
    public string? Stated(FileRecord record, string column) => Text(record, column) is { Length: > 0 } text ? text : null;

    public string SourceOf(FileRecord record) => Stated(record, "source") ?? _source;

    /// <summary>The id the record states, or one of its content; both belong to market and source.</summary>
    public string IdOf(string kind, FileRecord record, string source, params ReadOnlySpan<string> content)
        => Stated(record, "id") is { } own
            ? StableId.Of(kind, _market.MarketId, source, own)
            : StableId.Of([kind, _market.MarketId, source, .. content]);
}

/// <summary>How a file of texts is read.</summary>
public sealed record TextFileOptions
{
    /// <summary>Field names the user gives for our columns.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Takes a date without a time as the end of that day at the venue.</summary>
    public bool DateOnly { get; init; }

    /// <summary>Source of rows that name none; null takes the name of the file without its endings.</summary>
    public string? Source { get; init; }
}
