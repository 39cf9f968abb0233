using Prometheus.Sources.CorporateActions;
using Prometheus.Sources.Quality;
using Prometheus.Sources.Quality.Rules;

namespace Prometheus.Sources.Prices;

/// <summary>Adds the summary of an import up, series by series.</summary>
internal sealed class PriceTally
{
    private readonly Dictionary<string, long> _eventsByRule = new(StringComparer.Ordinal);
    private int _instruments;
    private long _kept;
    private long _quarantined;
    private long _flagged;
    private long _splits;
    private long _dividends;
    private long _implied;
    private long _missing;
    private DateOnly? _first;
    private DateOnly? _last;

    public long RowsRead { get; set; }

    public void Add(ImportedSeries series)
    {
        _instruments++;
        _kept += series.Count;
        _missing += series.MissingSessions;
        foreach (var flags in series.Flags)
            _flagged += flags == QualityFlags.None ? 0 : 1;
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
            _quarantined += hit.Severity == QualitySeverity.Error ? 1 : 0;
        }
    }

    public PriceImportSummary Close(int files) => new()
    {
        Files = files,
        Instruments = _instruments,
        RowsRead = RowsRead,
        RowsKept = _kept,
        RowsQuarantined = _quarantined,
        RowsSkipped = _eventsByRule.GetValueOrDefault(MissingClose.Rule.Code),
        RowsFlagged = _flagged,
        Splits = _splits,
        Dividends = _dividends,
        ImpliedDividends = _implied,
        MissingSessions = _missing,
        FirstDate = _first,
        LastDate = _last,
        EventsByRule = _eventsByRule,
    };
}
