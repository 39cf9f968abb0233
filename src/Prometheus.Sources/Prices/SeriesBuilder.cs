using Prometheus.Core.Instruments;
using Prometheus.Sources.CorporateActions;
using Prometheus.Sources.Quality;
using Prometheus.Sources.Quality.Rules;

namespace Prometheus.Sources.Prices;

/// <summary>Collects the rows of one instrument, in any order and from any number of files, and closes them into a series.</summary>
internal sealed class SeriesBuilder(string instrumentId, string vendorSymbol, IReadOnlyList<string> files)
{
    private readonly List<StatedAction> _stated = [];
    private readonly List<QualityEvent> _events = [];
    private readonly List<int> _filesUsed = [];
    private PriceTable? _table;
    private BarRow[] _rows = new BarRow[256];
    private int _count;
    private WrittenDigits _digits = WrittenDigits.Cents;

    public string InstrumentId => instrumentId;

    public PriceTable? Table => _table;

    /// <summary>Says that rows of this file follow.</summary>
    public void Use(PriceTable table, int file)
    {
        _table ??= table;
        if (_filesUsed.Count == 0 || _filesUsed[^1] != file)
            _filesUsed.Add(file);
    }

    public void Add(in BarRow row, int closeDigits, int adjustedDigits)
    {
        if (_count == _rows.Length)
            Array.Resize(ref _rows, _count * 2);
        _rows[_count++] = row;
        _digits = _digits.Widen(closeDigits, adjustedDigits);
    }

    public void Add(StatedAction action) => _stated.Add(action);

    public void Add(QualityEvent found) => _events.Add(found);

    /// <summary>Sorts, drops second rows of a date, derives the corporate actions and asks the rules about the whole series.</summary>
    public ImportedSeries Close(SessionLookup? sessions, PriceTally tally)
    {
        var table = _table ?? throw new InvalidOperationException($"series {instrumentId} was closed before a file was used");
        var rows = DistinctRows();
        var actions = table.HasActions ? StatedActions.Of(_stated, table.Basis)
            : table.Basis == PriceBasis.FullyAdjusted ? []
            : ImpliedActions.Of(rows, table.Basis, _digits);
        var check = new SeriesCheck(instrumentId, files, rows, actions, _digits, _events);
        Check(check, table.Basis);
        tally.AddKept(rows, check.Flags);
        _events.Sort(ByPlace);
        return new ImportedSeries
        {
            InstrumentId = instrumentId,
            VendorSymbol = vendorSymbol,
            Source = table.Source,
            Basis = table.Basis,
            Files = [.. _filesUsed.Select(f => files[f])],
            Dates = Column(rows, static (in BarRow r) => r.Date),
            Open = Column(rows, static (in BarRow r) => r.Open),
            High = Column(rows, static (in BarRow r) => r.High),
            Low = Column(rows, static (in BarRow r) => r.Low),
            Close = Column(rows, static (in BarRow r) => r.Close),
            AdjustedClose = Column(rows, static (in BarRow r) => r.AdjustedClose),
            Volume = Column(rows, static (in BarRow r) => r.Volume),
            Lines = Column(rows, static (in BarRow r) => r.Line),
            Flags = check.Flags,
            Actions = actions,
            Events = _events,
            MissingSessions = rows.Length == 0 || sessions is null ? 0 : sessions.CountBetween(rows[0].Date, rows[^1].Date) - rows.Length,
        };
    }

    private static void Check(SeriesCheck check, PriceBasis basis)
    {
        for (var t = 0; t < check.Rows.Length; t++)
        {
            ref readonly var row = ref check.Rows[t];
            if (RangeRounding.IsBroken(row))
                check.Flag(RangeRounding.Rule, t, $"{Bar.Text(row)}");
            if (ZeroVolumeRange.IsBroken(row))
                check.Flag(ZeroVolumeRange.Rule, t, $"volume 0, low {row.Low}, high {row.High}");
        }

        StaleClose.Apply(check);
        SpikeReversal.Apply(check);
        SplitLike.Apply(check);
        ActionJump.Apply(check);
        if (basis != PriceBasis.FullyAdjusted)
            VendorReconciliation.Apply(check);
    }

    private BarRow[] DistinctRows()
    {
        var rows = _rows;
        _rows = [];
        Array.Resize(ref rows, _count);
        if (IsAscending(rows))
            return rows;
        Array.Sort(rows, static (a, b) => (a.Date, a.File, a.Line).CompareTo((b.Date, b.File, b.Line)));
        var kept = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (kept > 0 && rows[i].Date == rows[kept - 1].Date)
                Refuse(rows[i], rows[kept - 1]);
            else
                rows[kept++] = rows[i];
        }

        Array.Resize(ref rows, kept);
        return rows;
    }

    private void Refuse(in BarRow second, in BarRow first)
    {
        var where = first.File == second.File ? $"line {first.Line}" : $"{files[first.File]}, line {first.Line}";
        var same = Bar.SaysTheSame(first, second) ? "the same as" : "other values than";
        _events.Add(new QualityEvent(
            instrumentId, second.Date, files[second.File], second.Line, DuplicateDate.Rule.Code, DuplicateDate.Rule.Severity,
            DuplicateDate.Rule.Expectation, $"a second row with {same} {where}"));
    }

    private static bool IsAscending(BarRow[] rows)
    {
        for (var i = 1; i < rows.Length; i++)
        {
            if (rows[i].Date <= rows[i - 1].Date)
                return false;
        }

        return true;
    }

    private static int ByPlace(QualityEvent a, QualityEvent b)
    {
        var byFile = string.CompareOrdinal(a.File, b.File);
        if (byFile != 0)
            return byFile;
        return a.Line != b.Line ? a.Line.CompareTo(b.Line) : string.CompareOrdinal(a.Rule, b.Rule);
    }

    private delegate T Field<T>(in BarRow row);

    private static T[] Column<T>(BarRow[] rows, Field<T> field)
    {
        var column = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            column[i] = field(rows[i]);
        return column;
    }
}
