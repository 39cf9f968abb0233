using Prometheus.Sources.CorporateActions;
using Prometheus.Sources.Quality;
using Prometheus.Sources.Quality.Rules;

namespace Prometheus.Sources.Prices;

/// <summary>Adds up what an import came to, file by file and as a whole.</summary>
internal sealed class PriceTally
{
    private readonly string[] _names;
    private readonly Counts[] _files;
    private readonly Dictionary<string, int> _fileOf;
    private readonly Dictionary<string, long> _eventsByRule = new(StringComparer.Ordinal);
    private int _instruments;
    private long _splits;
    private long _dividends;
    private long _implied;
    private long _missing;
    private DateOnly? _first;
    private DateOnly? _last;

    public PriceTally(string[] names)
    {
        _names = names;
        _files = new Counts[names.Length];
        _fileOf = names.Select((name, i) => KeyValuePair.Create(name, i)).ToDictionary(StringComparer.Ordinal);
    }

    public void AddRead(int file, long rows) => _files[file].Read += rows;

    public void AddKept(BarRow[] rows, QualityFlags[] flags)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            ref var counts = ref _files[rows[i].File];
            counts.Kept++;
            counts.Flagged += flags[i] == QualityFlags.None ? 0 : 1;
        }
    }

    public void Add(ImportedSeries series)
    {
        _instruments++;
        _missing += series.MissingSessions;
        foreach (var action in series.Actions)
        {
            _implied += action.Implied ? 1 : 0;
            _splits += action.Kind == ActionKind.Split ? 1 : 0;
            _dividends += action.Kind == ActionKind.Dividend && !action.Implied ? 1 : 0;
        }

        if (series.Count > 0)
        {
            _first = _first < series.Dates[0] ? _first : series.Dates[0];
            _last = _last > series.Dates[^1] ? _last : series.Dates[^1];
        }

        Add(series.Events);
    }

    public void Add(IReadOnlyList<QualityEvent> events)
    {
        foreach (var hit in events)
        {
            _eventsByRule[hit.Rule] = _eventsByRule.GetValueOrDefault(hit.Rule) + 1;
            ref var counts = ref _files[_fileOf[hit.File]];
            counts.Quarantined += hit.Severity == QualitySeverity.Error ? 1 : 0;
            counts.Skipped += hit.Rule == MissingClose.Rule.Code ? 1 : 0;
        }
    }

    public PriceImportSummary Close()
    {
        var files = _names.Zip(_files, (name, c) => new PriceFileSummary(name, c.Read, c.Kept, c.Quarantined, c.Skipped, c.Flagged)).ToArray();
        return new PriceImportSummary
        {
            Files = files,
            Instruments = _instruments,
            RowsRead = files.Sum(f => f.RowsRead),
            RowsKept = files.Sum(f => f.RowsKept),
            RowsQuarantined = files.Sum(f => f.RowsQuarantined),
            RowsSkipped = files.Sum(f => f.RowsSkipped),
            RowsFlagged = files.Sum(f => f.RowsFlagged),
            Splits = _splits,
            Dividends = _dividends,
            ImpliedDividends = _implied,
            MissingSessions = _missing,
            FirstDate = _first,
            LastDate = _last,
            EventsByRule = _eventsByRule,
        };
    }

    private struct Counts
    {
        public long Read;
        public long Kept;
        public long Quarantined;
        public long Skipped;
        public long Flagged;
    }
}

/// <summary>What one file contributed. RowsRead = RowsKept + RowsQuarantined + RowsSkipped.</summary>
/// <param name="Name">As in <see cref="PriceFile.Name"/>.</param>
/// <param name="RowsQuarantined">Rows refused by an ERROR rule.</param>
/// <param name="RowsSkipped">Rows without a numeric close.</param>
/// <param name="RowsFlagged">Kept rows with at least one WARN flag.</param>
public sealed record PriceFileSummary(string Name, long RowsRead, long RowsKept, long RowsQuarantined, long RowsSkipped, long RowsFlagged);
