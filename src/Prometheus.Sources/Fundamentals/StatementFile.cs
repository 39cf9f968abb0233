using System.Globalization;
using System.Text;
using Prometheus.Core.Errors;
using Prometheus.Core.Fundamentals;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Sources.Csv;
using Prometheus.Sources.Quality;
using Prometheus.Sources.Records;
using Prometheus.Sources.Texts;

namespace Prometheus.Sources.Fundamentals;

/// <summary>
/// Reads statements, one column an item or one row an item: <c>issuer</c> or <c>symbol</c>, <c>period_end</c>, and where present
/// <c>report_date, known_on, period_start, frequency, fiscal_year, currency</c>. A report date that is not stated is assumed late. Items
/// outside the vocabulary are passed over; an empty cell stays absent.
/// </summary>
public sealed class StatementFile
{
    /// <summary>Days from the end of a year to the day its statements are assumed to be out, and the same for shorter periods.</summary>
    public const int AnnualLag = 90;

    public const int QuarterlyLag = 60;

    private static readonly Dictionary<string, string[]> Usual = new(StringComparer.Ordinal)
    {
        ["issuer"] = ["issuer", "issuerid", "symbol", "ticker", "tickersymbol", "instrumentid", "copany", "company"],
        ["period_end"] = ["periodend", "periodending", "perioddate", "fiscaldateending", "reportperiod", "date"],
        ["period_start"] = ["periodstart"],
        ["report_date"] = ["reportdate", "filingdate", "publishdate", "filed"],
        ["known_on"] = ["knownon"],
        ["frequency"] = ["frequency", "periodtype"],
        ["fiscal_year"] = ["fiscalyear", "foryear"],
        ["currency"] = ["currency"],
        ["item"] = ["item", "lineitem", "concept", "tag"],
        ["value"] = ["value", "amount"],
    };

    private readonly PublicationClock _clock;
    private readonly RecordColumns _columns;
    private readonly StatementLayout _layout;
    private readonly StatementFileOptions _options;
    private readonly FactTally _tally;
    private readonly double _scale;
    private readonly (string Item, string[] Name)[] _items;
    private readonly Dictionary<(string, StatementFrequency, DateOnly, DateOnly), int> _places = [];
    private readonly List<StatementRecord> _records = [];

    private StatementFile(RecordFile file, StatementFileOptions options, MarketDefinition market)
    {
        (_clock, _tally, _options) = (new PublicationClock(market, datesAlone: true), new FactTally(file.Name), options);
        _columns = new RecordColumns(file, Usual, options.Columns);
        _layout = StatementLayout.Of(file, _columns);
        _scale = options.Scale ?? _layout.Scale;
        _columns.Require("issuer", "period_end");
        _items = ItemsOf(file);
        if (!_layout.IsLong && _items.Length == 0)
            throw new UserError($"{file.Name}, line 1: no column is an item of statements, expected for example revenue, net_income, total_assets");
        if (_layout.Frequency is null && options.Frequency is null && !_columns.Has("frequency"))
            throw new UserError($"{file.Name} does not say whether its periods are years or quarters: give --frequency ANNUAL, QUARTERLY or TTM");
    }

    /// <param name="path">One file, plain or gzip: CSV with a header, or JSON lines.</param>
    /// <exception cref="UserError">An unreadable file, a header without issuer, period or items, or no usable row.</exception>
    public static FactReading<StatementRecord> Read(string path, StatementFileOptions options, MarketDefinition market)
    {
        var file = RecordFile.Open(path);
        var statements = new StatementFile(file, options, market);
        foreach (var record in statements._tally.Readable(file.Records()))
            statements.Read(record);
        return statements._tally.Finish(statements._records);
    }

    /// <summary>ANNUAL, QUARTERLY or TTM in any case; null for anything else.</summary>
    public static StatementFrequency? FrequencyOf(string text) => text.ToUpperInvariant() switch
    {
        "ANNUAL" or "A" or "FY" or "Y" => StatementFrequency.Annual,
        "QUARTERLY" or "Q" => StatementFrequency.Quarterly,
        "TTM" => StatementFrequency.Ttm,
        _ => null,
    };

    /// <summary>The columns that are items; the first one of an item counts. JSON lines may name each by its own name.</summary>
    private static (string Item, string[] Name)[] ItemsOf(RecordFile file)
        => [.. (file.Header ?? [.. StatementItem.All.Keys])
            .Select(h => (Item: ItemNames.Find(h), Name: new[] { HeaderName.Simplify(h) }))
            .Where(i => i.Item is not null).DistinctBy(i => i.Item).Select(i => (i.Item!, i.Name))];

    private void Read(FileRecord record)
    {
        if (ValuesOf(record) is not { } values)
            return;
        var name = _columns.Text(record, "issuer");
        var end = _columns.Text(record, "period_end");
        if (values.Count == 0)
            _tally.RowsEmpty++;
        else if (!TryDate(end, out var periodEnd) || !_clock.IsCovered(periodEnd))
            _tally.Refuse(record.Line, FactRules.Date, null, $"period_end '{end}'");
        else if (name.Length == 0)
            _tally.Refuse(record.Line, FactRules.Missing, periodEnd, "no issuer");
        else if (Frequency(record) is not { } frequency)
            _tally.Refuse(record.Line, FactRules.Frequency, periodEnd, $"'{_columns.Text(record, "frequency")}'");
        else if (Complete(record, name, frequency, periodEnd, values) is { } statement)
            Add(statement);
    }

    private StatementFrequency? Frequency(FileRecord record)
        => _columns.Text(record, "frequency") is { Length: > 0 } stated ? FrequencyOf(stated) : _options.Frequency ?? _layout.Frequency;

    /// <summary>Null where a date breaks a rule; then it is on record.</summary>
    private StatementRecord? Complete(FileRecord record, string name, StatementFrequency frequency, DateOnly periodEnd, SortedDictionary<string, double> values)
    {
        var (reported, start, known) = (_columns.Text(record, "report_date"), _columns.Text(record, "period_start"), _columns.Text(record, "known_on"));
        var assumed = reported.Length == 0;
        var reportDate = periodEnd.AddDays(frequency == StatementFrequency.Annual ? AnnualLag : QuarterlyLag);
        var periodStart = default(DateOnly);
        QualityRule? rule = null;
        if ((!assumed && !TryDate(reported, out reportDate)) || (start.Length > 0 && !TryDate(start, out periodStart)))
            rule = FactRules.Date;
        else if (reportDate <= periodEnd)
            rule = FactRules.ReportDate;
        var knownOn = default(DateOnly);
        if ((rule ?? _clock.Read(reportDate, known, out knownOn)) is { } broken)
        {
            _tally.Refuse(record.Line, broken, periodEnd, $"period_end {_columns.Text(record, "period_end")}, report_date '{reported}', period_start '{start}', known_on '{known}'");
            return null;
        }

        var year = FiscalYear(record, periodEnd);
        return new StatementRecord(
            record.Line, name, frequency, periodEnd, start.Length > 0 ? periodStart : null, reportDate, assumed, knownOn, year,
            PeriodOf(frequency, year, periodEnd), _columns.Text(record, "currency") is { Length: > 0 } currency ? currency : null, values);
    }

    /// <summary>A year that ends in the first days of January is the one before.</summary>
    private int FiscalYear(FileRecord record, DateOnly periodEnd)
        => int.TryParse(_columns.Text(record, "fiscal_year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 2200
            ? year
            : periodEnd.AddDays(-15).Year;

    private static string PeriodOf(StatementFrequency frequency, int year, DateOnly periodEnd)
    {
        if (frequency == StatementFrequency.Annual)
            return string.Create(CultureInfo.InvariantCulture, $"{year}A");
        var quarter = ((periodEnd.AddDays(-15).Month - 1) / 3) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{year}Q{quarter}{(frequency == StatementFrequency.Ttm ? "TTM" : "")}");
    }

    /// <summary>Rows of one item each add up to one record; the same period twice must say the same.</summary>
    private void Add(StatementRecord record)
    {
        var key = (record.Name, record.Frequency, record.PeriodEnd, record.KnownOn);
        if (_places.TryAdd(key, _records.Count))
        {
            _records.Add(record);
            return;
        }

        var earlier = _records[_places[key]];
        var differs = record.Values.Any(v => earlier.Values.TryGetValue(v.Key, out var value) ? value != v.Value : !_layout.IsLong);
        if (differs || (!_layout.IsLong && earlier.Values.Count != record.Values.Count))
            _tally.Refuse(record.Line, FactRules.Repeated, record.PeriodEnd, $"other values of {record.Name} than in line {earlier.Line.ToString(CultureInfo.InvariantCulture)}");
        else if (record.Values.All(v => earlier.Values.ContainsKey(v.Key)))
            _tally.RowsRepeated++;
        else
            _records[_places[key]] = earlier with { Values = new SortedDictionary<string, double>(earlier.Values.Concat(record.Values).ToDictionary(), StringComparer.Ordinal) };
    }

    /// <summary>Null where a cell is no number; then it is on record.</summary>
    private SortedDictionary<string, double>? ValuesOf(FileRecord record)
    {
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        if (_layout.IsLong)
        {
            var item = ItemNames.Find(_columns.Text(record, "item"));
            return item is null || TryAdd(record, values, item, _columns.Text(record, "value")) ? values : null;
        }

        foreach (var (item, name) in _items)
        {
            if (!TryAdd(record, values, item, record.Text(name)))
                return null;
        }

        return values;
    }

    private bool TryAdd(FileRecord record, SortedDictionary<string, double> values, string item, string text)
    {
        if (text.Length == 0)
            return true;
        if (!Utf8Number.TryParse(Encoding.UTF8.GetBytes(text), out var value, out _) || double.IsInfinity(value))
            return _tally.Refuse(record.Line, FactRules.Number, null, $"{item} '{text}'");
        if (!double.IsNaN(value))
            values.Add(item, StatementItem.IsAmount(item) ? value * _scale : value);
        return true;
    }

    private bool TryDate(string text, out DateOnly date)
        => _layout.HasShortDates && text.Length == 8 && text[2] == '-'
            ? DateOnly.TryParseExact(text, "dd-MM-yy", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            : DateText.Parse(Encoding.UTF8.GetBytes(text), out date) == DateReading.Valid;
}

/// <summary>How a file of statements is read.</summary>
public sealed record StatementFileOptions
{
    /// <summary>Field names the user gives for our columns.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Of rows that name none; null takes the layout's.</summary>
    public StatementFrequency? Frequency { get; init; }

    /// <summary>Currency units an amount of the file stands for; null takes the layout's, 1 for a general one.</summary>
    [Range(1e-6, 1e12, Unit = "currency units")]
    public double? Scale { get; init; }
}

/// <summary>A kind of file, told by its header.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Frequency">Of all rows; null where a column or the user tells it.</param>
/// <param name="Scale">Currency units an amount stands for.</param>
/// <param name="HasShortDates">Dates are written dd-MM-yy.</param>
/// <param name="IsLong">One row an item instead of one column an item.</param>
internal sealed record StatementLayout(string Name, StatementFrequency? Frequency, double Scale, bool HasShortDates, bool IsLong)
{
    public static StatementLayout Of(RecordFile file, RecordColumns columns)
    {
        var names = (file.Header ?? []).Select(HeaderName.Simplify).ToHashSet(StringComparer.Ordinal);
        if (names.Contains("tickersymbol") && names.Contains("periodending"))
            return new StatementLayout("nyse-annual", StatementFrequency.Annual, 1, HasShortDates: true, IsLong: false);
        if (names.Contains("copany"))
            return new StatementLayout("simfin-ttm", StatementFrequency.Ttm, 1e6, HasShortDates: false, IsLong: false);
        return file.Header is not null && columns.Has("item") && columns.Has("value")
            ? new StatementLayout("long", null, 1, HasShortDates: false, IsLong: true)
            : new StatementLayout("wide", null, 1, HasShortDates: false, IsLong: false);
    }
}

/// <summary>What one file says of one issuer and period, all three statements together.</summary>
/// <param name="Line">First physical line that says so.</param>
/// <param name="Name">Issuer id or symbol, as the file spells it.</param>
/// <param name="ReportDate">As stated, else the end of the period and a conservative lag.</param>
/// <param name="Assumed">The report date was not stated.</param>
/// <param name="KnownOn">As stated, else the first session after the report date.</param>
/// <param name="Values">Amount in currency units by item of the vocabulary; at least one.</param>
public sealed record StatementRecord(
    int Line,
    string Name,
    StatementFrequency Frequency,
    DateOnly PeriodEnd,
    DateOnly? PeriodStart,
    DateOnly ReportDate,
    bool Assumed,
    DateOnly KnownOn,
    int FiscalYear,
    string FiscalPeriod,
    string? Currency,
    IReadOnlyDictionary<string, double> Values);
