using System.Globalization;
using Prometheus.Sources.CorporateActions;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Quality;
using Prometheus.Sources.Quality.Rules;

namespace Prometheus.Sources.Prices;

/// <summary>Turns the rows of one file into bars, actions and findings.</summary>
internal sealed class PriceRowReader(PriceTable table, string fileName, int file, SessionLookup? sessions, List<QualityEvent> looseEvents)
{
    private readonly int _date = table.FieldOf(PriceColumn.Date);
    private readonly int _open = table.FieldOf(PriceColumn.Open);
    private readonly int _high = table.FieldOf(PriceColumn.High);
    private readonly int _low = table.FieldOf(PriceColumn.Low);
    private readonly int _close = table.FieldOf(PriceColumn.Close);
    private readonly int _adjusted = table.FieldOf(PriceColumn.AdjustedClose);
    private readonly int _volume = table.FieldOf(PriceColumn.Volume);
    private readonly int _dividend = table.FieldOf(PriceColumn.Dividend);
    private readonly int _split = table.FieldOf(PriceColumn.Split);

    // The first broken cell of the row at hand.
    private QualityRule? _brokenCell;
    private int _brokenField;

    /// <summary>Refuses a row that does not fit the header; <paramref name="series"/> is null where the file has a symbol column.</summary>
    public bool FitsHeader(in CsvRow row, SeriesBuilder? series)
    {
        if (row.Count == table.Fields)
            return true;
        var found = string.Create(CultureInfo.InvariantCulture, $"{row.Count} fields where the header has {table.Fields}: {Shown.Bytes(row.Text)}");
        Report(RaggedRow.Rule, series, null, row.Line, found);
        return false;
    }

    public void RefuseSymbol(in CsvRow row, int field) => Report(SymbolText.Rule, null, null, row.Line, $"'{Shown.Bytes(row[field])}'");

    /// <summary>Reads one row that fits the header into its series.</summary>
    public void Read(in CsvRow row, SeriesBuilder series)
    {
        var reading = DateText.Parse(row[_date], out var date);
        if (reading != DateReading.Valid)
        {
            var rule = reading == DateReading.Impossible ? PossibleDate.Rule : DateForm.Rule;
            Report(rule, series, null, row.Line, $"'{Shown.Bytes(row[_date])}'");
            return;
        }

        _brokenCell = null;
        var bar = new BarRow
        {
            Date = date,
            Line = row.Line,
            File = file,
            Open = Price(row, _open, out _),
            High = Price(row, _high, out _),
            Low = Price(row, _low, out _),
            Close = Price(row, _close, out var closeDigits),
            AdjustedClose = Price(row, _adjusted, out var adjustedDigits),
            Volume = Number(row, _volume, out _),
        };
        var isSession = sessions is null || sessions.Contains(date);
        var hasBadAction = table.HasActions && !ReadActions(row, bar, isSession, series);
        if (_brokenCell is not null)
            Report(_brokenCell, series, date, row.Line, $"{(PriceColumn)ColumnOf(_brokenField)} '{Shown.Bytes(row[_brokenField])}'");
        else if (double.IsNaN(bar.Close))
            Report(MissingClose.Rule, series, date, row.Line, $"'{Shown.Bytes(row[_close])}'");
        else if (FirstBroken(bar, hasBadAction, isSession) is { } rule)
            Report(rule, series, date, row.Line, FoundBy(rule, row, bar));
        else
            series.Add(bar, closeDigits, adjustedDigits);
    }

    private QualityRule? FirstBroken(in BarRow bar, bool hasBadAction, bool isSession)
    {
        if (PositivePrice.IsBroken(bar))
            return PositivePrice.Rule;
        if (HighLowOrder.IsBroken(bar, table.Basis))
            return HighLowOrder.Rule;
        if (bar.Volume < 0)
            return NonNegativeVolume.Rule;
        if (hasBadAction)
            return ActionValues.Rule;
        return isSession ? null : OpenSession.Rule;
    }

    private string FoundBy(QualityRule rule, in CsvRow row, in BarRow bar)
    {
        if (rule == NonNegativeVolume.Rule)
            return string.Create(CultureInfo.InvariantCulture, $"volume {bar.Volume}");
        if (rule == ActionValues.Rule)
            return Shown.Bytes(row.Text);
        if (rule == OpenSession.Rule && sessions is not null)
            return $"{bar.Date:yyyy-MM-dd}, a {bar.Date.DayOfWeek}; the calendar covers {sessions.First:yyyy-MM-dd} to {sessions.Last:yyyy-MM-dd}";
        return rule == PositivePrice.Rule && bar.AdjustedClose <= 0
            ? string.Create(CultureInfo.InvariantCulture, $"adjusted close {bar.AdjustedClose}")
            : Bar.Text(bar);
    }

    /// <summary>
    /// Keeps the row's split and dividend, also where its bar is refused: a bad volume does not undo a split. A date that is no session is
    /// not believed. False where the values are impossible.
    /// </summary>
    private bool ReadActions(in CsvRow row, in BarRow bar, bool isSession, SeriesBuilder series)
    {
        var split = Number(row, _split, out _);
        var dividend = Number(row, _dividend, out _);
        if (split < 0 || dividend < 0)
            return false;
        // An absent number and a 0 both say that nothing happened.
        var action = new StatedAction(bar.Date, file, bar.Line, split > 0 ? split : 1, dividend > 0 ? dividend : 0);
        if (isSession && (action.Split != 1 || action.Dividend > 0))
            series.Add(action);
        return true;
    }

    private double Price(in CsvRow row, int field, out int digits) => Number(row, field, out digits) / table.PriceUnit;

    private double Number(in CsvRow row, int field, out int digits)
    {
        digits = 0;
        if (field < 0)
            return double.NaN;
        if (!Utf8Number.TryParse(row[field], out var value, out digits))
            Break(NumberForm.Rule, field);
        else if (FiniteNumber.IsBroken(value))
            Break(FiniteNumber.Rule, field);
        else
            return value;
        return double.NaN;
    }

    private void Break(QualityRule rule, int field)
    {
        if (_brokenCell is null)
            (_brokenCell, _brokenField) = (rule, field);
    }

    private int ColumnOf(int field) => Array.FindIndex(Enum.GetValues<PriceColumn>(), c => table.FieldOf(c) == field);

    private void Report(QualityRule rule, SeriesBuilder? series, DateOnly? date, int line, string found)
    {
        var hit = new QualityEvent(series?.InstrumentId, date, fileName, line, rule.Code, rule.Severity, rule.Expectation, found);
        if (series is null)
            looseEvents.Add(hit);
        else
            series.Add(hit);
    }
}
