using System.Globalization;
using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Records;

namespace Prometheus.Sources.Texts;

/// <summary>Reads filings or transcripts: <c>issuer</c> or <c>symbol</c>, <c>date</c>, <c>text</c>, for filings <c>type</c>, and where present <c>id, known_on, source</c>.</summary>
public sealed class DocumentFile
{
    private static readonly Dictionary<string, string[]> Usual = new(StringComparer.Ordinal)
    {
        ["id"] = ["id", "filingid", "callid", "accessionnumber", "externalid"],
        ["issuer"] = ["issuer", "issuerid", "symbol", "ticker"],
        ["type"] = ["type", "filingtype", "form", "formtype"],
        ["date"] = ["date", "filingdate", "calldate", "filed"],
        ["known_on"] = ["knownon"],
        ["source"] = ["source", "provider"],
        ["text"] = ["text", "transcript", "body", "content"],
    };

    private readonly MarketDefinition _market;
    private readonly bool _hasTypes;
    private readonly PublicationClock _clock;
    private readonly RecordColumns _columns;
    private readonly FactTally _tally;
    private readonly string _source;
    private readonly Dictionary<string, DocumentRecord> _seen = new(StringComparer.Ordinal);
    private readonly List<DocumentRecord> _documents = [];

    private DocumentFile(RecordFile file, TextFileOptions options, MarketDefinition market, bool hasTypes)
    {
        (_market, _hasTypes, _clock, _tally) = (market, hasTypes, new PublicationClock(market, datesAlone: true), new FactTally(file.Name));
        _columns = new RecordColumns(file, Usual, options.Columns);
        _source = options.Source ?? SourceLabel.Of(file.Name);
    }

    /// <param name="path">One file, plain or gzip: CSV with a header, or JSON lines.</param>
    /// <param name="hasTypes">True for filings, whose rows have a type.</param>
    /// <exception cref="UserError">An unreadable file, a header without what is needed, or no usable row.</exception>
    public static FactReading<DocumentRecord> Read(string path, TextFileOptions options, MarketDefinition market, bool hasTypes)
    {
        var file = RecordFile.Open(path);
        var documents = new DocumentFile(file, options, market, hasTypes);
        documents._columns.Require("issuer", "date", "text");
        if (hasTypes)
            documents._columns.Require("type");
        foreach (var record in documents._tally.Readable(file.Records()))
            documents.Read(record);
        return documents._tally.Finish(documents._documents);
    }

    private void Read(FileRecord record)
    {
        var (day, name, text) = (_columns.Text(record, "date"), _columns.Text(record, "issuer"), _columns.Text(record, "text"));
        var type = _hasTypes ? _columns.Text(record, "type") : "";
        var missing = name.Length == 0 ? "issuer" : text.Length == 0 ? "text" : _hasTypes && type.Length == 0 ? "type" : null;
        if (DateText.Parse(Encoding.UTF8.GetBytes(day), out var date) != DateReading.Valid)
            _tally.Refuse(record.Line, FactRules.Date, null, $"'{day}'");
        else if (missing is not null)
            _tally.Refuse(record.Line, FactRules.Missing, date, $"no {missing}");
        else if (_clock.Read(date, _columns.Text(record, "known_on"), out var knownOn) is { } rule)
            _tally.Refuse(record.Line, rule, date, $"date {day}, known_on '{_columns.Text(record, "known_on")}'");
        else
            Add(record, name, type, date, knownOn, text);
    }

    private void Add(FileRecord record, string name, string type, DateOnly date, DateOnly knownOn, string text)
    {
        var source = _columns.Text(record, "source") is { Length: > 0 } stated ? stated : _source;
        var own = _columns.Text(record, "id");
        var kind = _hasTypes ? "filing" : "transcript";
        var id = own.Length > 0
            ? StableId.Of(kind, _market.MarketId, source, own)
            : StableId.Of(kind, _market.MarketId, source, name, type, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ContentHash.Of(text));
        var document = new DocumentRecord(id, name, type, date, knownOn, source, text);
        if (_seen.TryAdd(id, document))
            _documents.Add(document);
        else if (_seen[id] == document)
            _tally.RowsRepeated++;
        else
            _tally.Refuse(record.Line, FactRules.Repeated, date, $"another content of '{own}'");
    }
}
