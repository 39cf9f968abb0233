using System.Globalization;
using System.Text;
using Prometheus.Core.Errors;
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

    private readonly TextRecords _file;
    private readonly bool _hasTypes;
    private readonly Dictionary<string, DocumentRecord> _seen = new(StringComparer.Ordinal);
    private readonly List<DocumentRecord> _documents = [];

    private DocumentFile(TextRecords file, bool hasTypes) => (_file, _hasTypes) = (file, hasTypes);

    /// <param name="path">One file, plain or gzip: CSV with a header, or JSON lines.</param>
    /// <param name="hasTypes">True for filings, whose rows have a type.</param>
    /// <exception cref="UserError">An unreadable file, a header without what is needed, or no usable row.</exception>
    public static FactReading<DocumentRecord> Read(string path, TextFileOptions options, MarketDefinition market, bool hasTypes)
    {
        var file = new TextRecords(path, options, market, Usual, datesAlone: true, takesHeadlines: false, ["issuer", "date", "text", .. hasTypes ? ["type"] : Array.Empty<string>()]);
        var documents = new DocumentFile(file, hasTypes);
        foreach (var record in file.Readable())
            documents.Read(record);
        return file.Tally.Finish(documents._documents);
    }

    private void Read(FileRecord record)
    {
        var (day, name, text) = (_file.Text(record, "date"), _file.Text(record, "issuer"), _file.Text(record, "text"));
        var type = _hasTypes ? _file.Text(record, "type") : "";
        var missing = name.Length == 0 ? "issuer" : text.Length == 0 ? "text" : _hasTypes && type.Length == 0 ? "type" : null;
        if (DateText.Parse(Encoding.UTF8.GetBytes(day), out var date) != DateReading.Valid)
            _file.Tally.Refuse(record.Line, FactRules.Date, null, $"'{day}'");
        else if (missing is not null)
            _file.Tally.Refuse(record.Line, FactRules.Missing, date, $"no {missing}");
        else if (_file.Clock.Read(date, _file.Text(record, "known_on"), out var knownOn) is { } rule)
            _file.Tally.Refuse(record.Line, rule, date, $"date {day}, known_on '{_file.Text(record, "known_on")}'");
        else
            Add(record, name, type, date, knownOn, text);
    }

    private void Add(FileRecord record, string name, string type, DateOnly date, DateOnly knownOn, string text)
    {
        var source = _file.SourceOf(record);
        var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var id = _file.IdOf(_hasTypes ? "filing" : "transcript", record, source, name, type, day, ContentHash.Of(text));
        var document = new DocumentRecord(id, name, type, date, knownOn, source, text);
        if (_seen.TryAdd(id, document))
            _documents.Add(document);
        else if (_seen[id] == document)
            _file.Tally.RowsRepeated++;
        else
            _file.Tally.Refuse(record.Line, FactRules.Repeated, date, $"another content of '{_file.Text(record, "id")}'");
    }
}

/// <summary>One filing or transcript of a file.</summary>
/// <param name="DocumentId">Follows from market, source and the source's own id; without one, from whose, kind, day and text.</param>
/// <param name="Name">Issuer id or symbol, as the file spells it.</param>
/// <param name="Type">10-K, 10-Q …; empty for a transcript.</param>
/// <param name="KnownOn">As stated, else the first session after the day.</param>
public sealed record DocumentRecord(string DocumentId, string Name, string Type, DateOnly Date, DateOnly KnownOn, string Source, string Text);
