using Prometheus.Core.Fundamentals;
using Prometheus.Core.Numerics;
using Prometheus.Sources.CorporateActions;
using Prometheus.Sources.Fundamentals;
using Prometheus.Sources.Prices;

namespace Prometheus.Sources.Synthetic;

/// <summary>
/// The statements of one company: quarters and years, published weeks after their end, a few restated half a year later. Revenue and margins
/// follow the drift that moves its price, the regime and its sector; a failing company loses money in its last year.
/// </summary>
internal sealed class CompanyBooks
{
    // Quarters before the market opens, so that its first session knows a year and the growth over the one before.
    private const int QuartersBefore = 9;
    private const ulong NumbersPerQuarter = 8;
    private const double YearlyTurnover = 1.6;
    private const double Restated = 0.03;
    private const int RestatedAfter = 180;
    private const double TaxRate = 0.21;

    private readonly string _issuerId;
    private readonly CompanyTraits _traits;
    private readonly SyntheticFactors _climate;
    private readonly TextClock _clock;
    private readonly double[] _drifts;
    private readonly IReadOnlyList<ImportedAction> _splits;
    private readonly RandomStream _noise;
    private readonly (double Gross, double Operating, double Leverage) _own;
    private readonly int _quarterLag;
    private readonly int _yearLag;
    private double _revenue;
    private double _margin;
    private double _equity;
    private double _liabilities;

    public CompanyBooks(string issuerId, CompanyTraits traits, SyntheticFactors climate, TextClock clock, double[] drifts, ImportedSeries series, long seed)
    {
        (_issuerId, _traits, _climate, _clock, _drifts) = (issuerId, traits, climate, clock, drifts);
        _splits = [.. series.Actions.Where(a => a.Kind == ActionKind.Split)];
        _noise = SyntheticFactors.StreamOf(seed, "books", traits.Symbol);
        var draw = SyntheticFactors.StreamOf(seed, "business", traits.Symbol);
        var sector = SectorBusiness.All[traits.Sector];
        _own = (sector.GrossMargin + (0.05 * draw.NextNormal()), sector.OperatingMargin + (0.03 * draw.NextNormal()), sector.Leverage * ScalarMath.Exp(0.35 * draw.NextNormal()));
        _quarterLag = 25 + draw.NextInt(20);
        _yearLag = 45 + draw.NextInt(25);
        // A company's value is turned over about one and a half times a year; its revenue is most of its value.
        var worth = traits.DollarVolume * Year.Sessions / YearlyTurnover;
        _revenue = worth * (0.4 + (0.6 * draw.NextUniform())) / 4;
        _margin = _own.Operating;
        var assets = 4 * _revenue / sector.SalesToAssets;
        _equity = assets / (1 + _own.Leverage);
        _liabilities = assets - _equity;
        Shares = worth / traits.FirstPrice;
    }

    /// <summary>On the first session.</summary>
    private double Shares { get; }

    /// <summary>Everything reported by the market's last session, in the order of periods; a year follows its last quarter.</summary>
    public IEnumerable<StatementRecord> Statements()
    {
        var first = QuarterOf(_clock[_traits.ListedAt]) - QuartersBefore;
        var end = _traits.ExitsAt < _clock.Sessions ? _clock[_traits.ExitsAt] : DateOnly.MaxValue;
        var year = new List<SortedDictionary<string, double>>();
        for (var quarter = first; EndOf(quarter) <= _clock.Last; quarter++)
        {
            var values = Quarter(quarter);
            if (quarter % 4 == 0)
                year.Clear();
            year.Add(values);
            if (!_clock.Covers(StartOf(quarter)))
                continue;
            var closesYear = quarter % 4 == 3;
            foreach (var record in Records(quarter, values, closesYear && year.Count == 4 ? YearOf(year) : null, closesYear ? _yearLag : _quarterLag))
            {
                if (record.ReportDate <= _clock.Last && record.ReportDate < end)
                    yield return record;
            }
        }
    }

    private IEnumerable<StatementRecord> Records(int quarter, SortedDictionary<string, double> values, SortedDictionary<string, double>? year, int lag)
    {
        var reported = EndOf(quarter).AddDays(lag);
        yield return Record(StatementFrequency.Quarterly, quarter, StartOf(quarter), reported, values);
        if (year is not null)
            yield return Record(StatementFrequency.Annual, quarter, StartOf(quarter - 3), reported, year);
        var at = (ulong)quarter * NumbersPerQuarter;
        if (_noise.UniformAt(at + 6) < Restated)
            yield return Record(StatementFrequency.Quarterly, quarter, StartOf(quarter), reported.AddDays(RestatedAfter), Corrected(values, 1 - (0.04 * _noise.UniformAt(at + 7))));
    }

    private StatementRecord Record(StatementFrequency frequency, int quarter, DateOnly start, DateOnly reported, SortedDictionary<string, double> values)
    {
        var (end, year) = (EndOf(quarter), quarter / 4);
        var period = frequency == StatementFrequency.Annual ? FormattableString.Invariant($"{year}A") : FormattableString.Invariant($"{year}Q{(quarter % 4) + 1}");
        return new StatementRecord(0, _issuerId, frequency, end, start, reported, Assumed: false, _clock.KnownAfter(reported), year, period, null, values);
    }

    private SortedDictionary<string, double> Quarter(int quarter)
    {
        var at = (ulong)quarter * NumbersPerQuarter;
        var t = Math.Clamp(_clock.SessionOn(EndOf(quarter)), _traits.ListedAt, Math.Min(_clock.Sessions, _traits.ExitsAt) - 1);
        var (sector, drift, climate) = (SectorBusiness.All[_traits.SectorOn(t)], Drift(t), _climate.RegimeOn(t).AnnualDrift);
        var isFailing = _traits.Fails && t > _traits.ExitsAt - Year.Sessions;
        _revenue *= ScalarMath.Exp((((sector.Growth + (0.5 * drift) + (0.1 * Math.Min(climate, 0))) / 4) - (isFailing ? 0.06 : 0)) + (0.02 * _noise.NormalAt(at)));
        _margin += (0.2 * (_own.Operating + (0.2 * drift) - _margin)) + (0.008 * _noise.NormalAt(at + 1)) - (isFailing ? 0.08 : 0);
        var season = quarter % 4 == 3 ? 1.06 : 0.98;
        var revenue = Thousands(_revenue * season);
        var cost = Thousands(revenue * (1 - Math.Clamp(_own.Gross + (0.3 * (_margin - _own.Operating)), 0.02, 0.95)));
        var operating = Thousands(revenue * _margin);
        var depreciation = Thousands(0.04 * _revenue);
        var interest = Thousands(0.58 * _liabilities * (sector.Leverage > 3 ? 0.01 : 0.05) / 4);
        var before = operating - interest;
        var tax = Thousands(Math.Max(0, before) * TaxRate);
        var income = before - tax;
        var dividends = _traits.DividendYield > 0 && income > 0 ? Thousands(0.35 * income) : 0;
        _equity += income - dividends - (0.5 * Math.Max(0, income));
        _liabilities += (0.1 * (((0.7 * _own.Leverage * Math.Max(_equity, 0)) + (0.3 * _liabilities)) - _liabilities)) + (0.01 * _liabilities * _noise.NormalAt(at + 2));
        var (equity, liabilities) = (Thousands(_equity), Thousands(_liabilities));
        var assets = equity + liabilities;
        var operations = Thousands(income + depreciation + (0.03 * _revenue * _noise.NormalAt(at + 3)));
        var shares = Math.Round(Shares * SplitsBy(EndOf(quarter)));
        return new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            [StatementItem.Revenue] = revenue,
            [StatementItem.CostOfRevenue] = cost,
            [StatementItem.GrossProfit] = revenue - cost,
            [StatementItem.OperatingIncome] = operating,
            [StatementItem.Ebit] = operating,
            [StatementItem.Ebitda] = operating + depreciation,
            [StatementItem.InterestExpense] = interest,
            [StatementItem.IncomeTax] = tax,
            [StatementItem.NetIncome] = income,
            [StatementItem.EarningsPerShare] = Math.Round(income / shares, 4),
            [StatementItem.TotalAssets] = assets,
            [StatementItem.CurrentAssets] = Thousands(0.35 * assets),
            [StatementItem.Cash] = Thousands((0.08 + (0.04 * _noise.UniformAt(at + 4))) * assets),
            [StatementItem.TotalLiabilities] = liabilities,
            [StatementItem.CurrentLiabilities] = Thousands(0.3 * liabilities),
            [StatementItem.ShortTermDebt] = Thousands(0.08 * liabilities),
            [StatementItem.LongTermDebt] = Thousands(0.5 * liabilities),
            [StatementItem.Equity] = equity,
            [StatementItem.SharesOutstanding] = shares,
            [StatementItem.CashFromOperations] = operations,
            [StatementItem.CapitalExpenditures] = Thousands(0.05 * _revenue),
            [StatementItem.Depreciation] = depreciation,
            [StatementItem.DividendsPaid] = dividends,
        };
    }

    /// <summary>The mean drift of the quarter that ends with session t.</summary>
    private double Drift(int t)
    {
        var first = Math.Max(_traits.ListedAt, t - Year.Quarter + 1);
        var sum = 0.0;
        for (var s = first; s <= t; s++)
            sum += _drifts[s];
        return sum / (t - first + 1);
    }

    private double SplitsBy(DateOnly date)
    {
        var shares = 1.0;
        foreach (var split in _splits)
            shares *= split.ExDate <= date ? split.Value : 1;
        return shares;
    }

    /// <summary>Flows of four quarters added up, what is owned and owed as in the last.</summary>
    private static SortedDictionary<string, double> YearOf(List<SortedDictionary<string, double>> quarters)
    {
        var year = new SortedDictionary<string, double>(quarters[^1], StringComparer.Ordinal);
        foreach (var (item, type) in StatementItem.All)
        {
            if (type != StatementType.BalanceSheet && year.ContainsKey(item))
                year[item] = quarters.Sum(q => q[item]);
        }

        return year;
    }

    /// <summary>The income statement with another revenue and the same costs.</summary>
    private static SortedDictionary<string, double> Corrected(SortedDictionary<string, double> values, double factor)
    {
        var income = values.Where(v => StatementItem.All[v.Key] == StatementType.IncomeStatement).ToDictionary();
        var corrected = new SortedDictionary<string, double>(income, StringComparer.Ordinal);
        var less = Thousands((1 - factor) * values[StatementItem.Revenue]);
        foreach (var item in (string[])[StatementItem.Revenue, StatementItem.GrossProfit, StatementItem.OperatingIncome, StatementItem.Ebit, StatementItem.Ebitda, StatementItem.NetIncome])
            corrected[item] -= less;
        return corrected;
    }

    private static double Thousands(double amount) => Math.Round(amount / 1000) * 1000;

    private static int QuarterOf(DateOnly date) => (date.Year * 4) + ((date.Month - 1) / 3);

    private static DateOnly StartOf(int quarter) => new(quarter / 4, ((quarter % 4) * 3) + 1, 1);

    private static DateOnly EndOf(int quarter) => StartOf(quarter).AddMonths(3).AddDays(-1);
}

/// <summary>What is usual for the books of a sector's companies; in the order of <see cref="SyntheticSector.All"/>.</summary>
/// <param name="Growth">Of revenue, a year.</param>
/// <param name="GrossMargin">Of revenue.</param>
/// <param name="OperatingMargin">Of revenue.</param>
/// <param name="Leverage">Liabilities / equity.</param>
/// <param name="SalesToAssets">Revenue of a year / assets.</param>
internal sealed record SectorBusiness(double Growth, double GrossMargin, double OperatingMargin, double Leverage, double SalesToAssets)
{
    public static IReadOnlyList<SectorBusiness> All { get; } =
    [
        new(0.04, 0.52, 0.18, 1.4, 0.45),
        new(0.06, 0.36, 0.09, 1.5, 1.20),
        new(0.03, 0.38, 0.12, 1.6, 1.00),
        new(0.03, 0.34, 0.10, 1.1, 0.60),
        new(0.04, 0.60, 0.25, 6.0, 0.10),
        new(0.07, 0.56, 0.16, 1.1, 0.55),
        new(0.05, 0.32, 0.12, 1.5, 0.80),
        new(0.09, 0.58, 0.20, 0.9, 0.60),
        new(0.03, 0.28, 0.11, 1.2, 0.75),
        new(0.04, 0.62, 0.28, 1.3, 0.12),
        new(0.02, 0.42, 0.20, 2.3, 0.30),
    ];
}
