using System.Globalization;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Sources.Records;

namespace Prometheus.Sources.Texts;

/// <summary>
/// Reads events of the economy: <c>timestamp, event_type, description</c>, and where present <c>id, country, source</c>. One row a day with headlines
/// in <c>Top1, Top2, …</c> is read as well: events of type HEADLINE, used from the next session on.
/// </summary>
public sealed class MacroFile
{
    private static readonly Dictionary<string, string[]> Usual = new(StringComparer.Ordinal)
    {
        ["id"] = ["id", "eventid", "externalid"],
        ["timestamp"] = ["timestamp", "datetime", "date", "time", "publishedat"],
        ["event_type"] = ["eventtype", "type", "event"],
        ["country"] = ["country"],
        ["description"] = ["description", "text", "headline"],
        ["source"] = ["source", "provider"],
    };

    private readonly TextRecords _file;
    private readonly Dictionary<string, MacroRecord> _seen = new(StringComparer.Ordinal);
    private readonly List<MacroRecord> _events = [];

    private MacroFile(TextRecords file) => _file = file;

    /// <param name="path">One file, plain or gzip: CSV with a header, or JSON lines.</param>
    /// <exception cref="UserError">An unreadable file, a header without what is needed, or no usable row.</exception>
    public static FactReading<MacroRecord> Read(string path, TextFileOptions options, MarketDefinition market)
    {
        var file = new TextRecords(path, options, market, Usual, options.DateOnly, takesHeadlines: true, "timestamp", "event_type", "description");
        var macro = new MacroFile(file);
        foreach (var record in file.Readable())
            macro.Read(record);
        return file.Tally.Finish(macro._events);
    }

    private void Read(FileRecord record)
    {
        var (time, type, description) = (_file.Text(record, "timestamp"), _file.Text(record, "event_type"), _file.Text(record, "description"));
        if (_file.Clock.Read(time, out var timestamp, out var knownOn) is { } rule)
            _file.Tally.Refuse(record.Line, rule, null, $"'{time}'");
        else if (type.Length == 0 || description.Length == 0)
            _file.Tally.Refuse(record.Line, FactRules.Missing, knownOn, type.Length == 0 ? "no event_type" : "no description");
        else
            Add(record, timestamp, knownOn, type.ToUpperInvariant(), description);
    }

    private void Add(FileRecord record, DateTimeOffset timestamp, DateOnly knownOn, string type, string description)
    {
        var source = _file.SourceOf(record);
        var id = _file.IdOf("macro", record, source, type, timestamp.ToString("O", CultureInfo.InvariantCulture), ContentHash.Of(description));
        var macro = new MacroRecord(id, timestamp, knownOn, type, _file.Stated(record, "country"), description, source);
        if (_seen.TryAdd(id, macro))
            _events.Add(macro);
        else if (_seen[id] == macro)
            _file.Tally.RowsRepeated++;
        else
            _file.Tally.Refuse(record.Line, FactRules.Repeated, knownOn, $"another content of '{_file.Text(record, "id")}'");
    }
}

/// <summary>One dated event of the economy in a file.</summary>
/// <param name="EventId">Follows from market, source and the source's own id; without one, from type, time and description.</param>
/// <param name="KnownOn">First session whose cut-off is later than <paramref name="Timestamp"/>.</param>
/// <param name="EventType">Upper case.</param>
public sealed record MacroRecord(
    string EventId, DateTimeOffset Timestamp, DateOnly KnownOn, string EventType, string? Country, string Description, string Source);
