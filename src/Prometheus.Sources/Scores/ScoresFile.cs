using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Files;
using Prometheus.Sources.Quality;

namespace Prometheus.Sources.Scores;

/// <summary>
/// Reads <c>instrument</c> (or <c>instrument_id</c>, <c>symbol</c>), <c>date</c> (or <c>as_of_date</c>), <c>score</c> and <c>known_on</c>. When a
/// score was known is never assumed: a file without that column is refused, a row without it set aside.
/// </summary>
public sealed class ScoresFile
{
    private readonly string _suffix;
    private readonly HashSet<string> _instruments;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _known;
    private readonly HashSet<(string, DateOnly, DateOnly)> _seen = [];
    private readonly List<ScoreRecord> _records = [];
    private readonly List<QualityEvent> _events = [];
    private string _name = "";
    private Fields _fields;

    private ScoresFile(IEnumerable<string> instruments, string suffix)
    {
        _suffix = suffix;
        _instruments = new HashSet<string>(instruments, StringComparer.Ordinal);
        _known = _instruments.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Rows of the file, refused ones included.</summary>
    public int RowsRead { get; private set; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<ScoreRecord> Records => _records;

    /// <summary>The rows that were refused.</summary>
    public IReadOnlyList<QualityEvent> Refused => _events;

    /// <param name="path">One text file, plain or gzip.</param>
    /// <param name="instruments">Ids of the market.</param>
    /// <param name="suffix">Ending of ids made from symbols.</param>
    /// <exception cref="UserError">An unreadable file or a header without the four columns.</exception>
    public static ScoresFile Read(string path, IEnumerable<string> instruments, string suffix)
    {
        using var set = SourceFileSet.Discover(path);
        if (set.Files.Count != 1)
            throw new UserError($"{path} holds {set.Files.Count} files, expected one table");
        var file = new ScoresFile(instruments, suffix) { _name = set.Files[0].Name };
        using var scanner = new CsvScanner(set.Files[0].Open());
        if (!scanner.TryRead(out var header))
            throw new UserError($"{file._name} holds only blank lines, expected a header line and rows");
        file._fields = Fields.Of(header, file._name);
        while (scanner.TryRead(out var row))
        {
            file.RowsRead++;
            file.Read(row);
        }

        return file;
    }

    private void Read(in CsvRow row)
    {
        if (row.Count != _fields.Count)
        {
            Refuse(row, ScoreRules.Ragged, null, null, row.Text);
            return;
        }

        if (InstrumentOf(row[_fields.Instrument]) is not { } instrument)
            Refuse(row, ScoreRules.Instrument, null, null, row[_fields.Instrument]);
        else if (DateText.Parse(row[_fields.Date], out var date) != DateReading.Valid)
            Refuse(row, ScoreRules.Date, instrument, null, row[_fields.Date]);
        else if (DateText.Parse(row[_fields.KnownOn], out var knownOn) != DateReading.Valid)
            Refuse(row, ScoreRules.KnownOn, instrument, date, row[_fields.KnownOn]);
        else if (!Utf8Number.TryParse(row[_fields.Score], out var score, out _) || !(Math.Abs(score) <= 1e15))
            Refuse(row, ScoreRules.Number, instrument, date, row[_fields.Score]);
        else if (!_seen.Add((instrument, date, knownOn)))
            Refuse(row, ScoreRules.Repeated, instrument, date, row.Text);
        else
            _records.Add(new ScoreRecord(instrument, date, knownOn, score));
    }

    /// <summary>The id itself where the market knows it, else the one that follows from a symbol; null where it knows neither.</summary>
    private string? InstrumentOf(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > 64)
            return null;
        Span<char> characters = stackalloc char[64];
        var given = characters[..Encoding.UTF8.GetChars(text, characters)].Trim();
        if (_known.TryGetValue(given, out var id))
            return id;
        return !given.IsEmpty && _instruments.TryGetValue(InstrumentId.FromSymbol(given.ToString(), _suffix), out var made) ? made : null;
    }

    private void Refuse(in CsvRow row, QualityRule rule, string? instrument, DateOnly? date, ReadOnlySpan<byte> found)
        => _events.Add(new QualityEvent(instrument, date, _name, row.Line, rule.Code, rule.Severity, rule.Expectation, Shown.Bytes(found)));

    private readonly record struct Fields(int Count, int Instrument, int Date, int Score, int KnownOn)
    {
        public static Fields Of(in CsvRow header, string file)
        {
            var names = new string[header.Count];
            for (var i = 0; i < names.Length; i++)
                names[i] = HeaderName.Simplify(header.TextOf(i));
            int Find(params ReadOnlySpan<string> accepted)
            {
                foreach (var name in accepted)
                {
                    if (Array.IndexOf(names, name) is var field and >= 0)
                        return field;
                }

                return -1;
            }

            var fields = new Fields(
                names.Length, Find("instrument", "instrumentid", "symbol", "ticker"), Find("date", "asofdate"), Find("score"), Find("knownon"));
            if (fields.Instrument < 0 || fields.Date < 0 || fields.Score < 0 || fields.KnownOn < 0)
                throw new UserError($"{file}, line 1: unknown header '{Shown.Bytes(header.Text)}', expected the columns instrument, date, score and known_on");
            return fields;
        }
    }
}

/// <summary>One usable row of a file of scores.</summary>
public sealed record ScoreRecord(string InstrumentId, DateOnly AsOf, DateOnly KnownOn, double Score);
