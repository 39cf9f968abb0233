using System.Globalization;
using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Sources.Records;

namespace Prometheus.Sources.Texts;

/// <summary>Reads events of the economy: <c>timestamp, event_type, description</c>, and where present <c>id, country, source</c>.</summary>
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

    private readonly MarketDefinition _market;
    private readonly PublicationClock _clock;
    private readonly RecordColumns _columns;
    private readonly FactTally _tally;
    private readonly string _source;
    private readonly Dictionary<string, MacroRecord> _seen = new(StringComparer.Ordinal);
    private readonly List<MacroRecord> _events = [];

    private MacroFile(RecordFile file, TextFileOptions options, MarketDefinition market)
    {
        (_market, _clock, _tally) = (market, new PublicationClock(market, options.DateOnly), new FactTally(file.Name));
        _columns = new RecordColumns(file, Usual, options.Columns);
        _source = options.Source ?? SourceLabel.Of(file.Name);
    }

    /// <param name="path">One file, plain or gzip: CSV with a header, or JSON lines.</param>
    /// <exception cref="UserError">An unreadable file, a header without what is needed, or no usable row.</exception>
    public static FactReading<MacroRecord> Read(string path, TextFileOptions options, MarketDefinition market)
    {
        var file = RecordFile.Open(path);
        var macro = new MacroFile(file, options, market);
        macro._columns.Require("timestamp", "event_type", "description");
        foreach (var record in macro._tally.Readable(file.Records()))
            macro.Read(record);
        return macro._tally.Finish(macro._events);
    }

    private void Read(FileRecord record)
    {
        var (time, type, description) = (_columns.Text(record, "timestamp"), _columns.Text(record, "event_type"), _columns.Text(record, "description"));
        if (_clock.Read(time, out var timestamp, out var knownOn) is { } rule)
            _tally.Refuse(record.Line, rule, null, $"'{time}'");
        else if (type.Length == 0 || description.Length == 0)
            _tally.Refuse(record.Line, FactRules.Missing, knownOn, type.Length == 0 ? "no event_type" : "no description");
        else
            Add(record, timestamp, knownOn, type.ToUpperInvariant(), description);
    }

    private void Add(FileRecord record, DateTimeOffset timestamp, DateOnly knownOn, string type, string description)
    {
        var source = _columns.Text(record, "source") is { Length: > 0 } stated ? stated : _source;
        var own = _columns.Text(record, "id");
        var id = own.Length > 0
            ? StableId.Of("macro", _market.MarketId, source, own)
            : StableId.Of("macro", _market.MarketId, source, type, timestamp.ToString("O", CultureInfo.InvariantCulture), ContentHash.Of(description));
        var country = _columns.Text(record, "country") is { Length: > 0 } text ? text : null;
        var macro = new MacroRecord(id, timestamp, knownOn, type, country, description, source);
        if (_seen.TryAdd(id, macro))
            _events.Add(macro);
        else if (_seen[id] == macro)
            _tally.RowsRepeated++;
        else
            _tally.Refuse(record.Line, FactRules.Repeated, knownOn, $"another content of '{own}'");
    }
}
