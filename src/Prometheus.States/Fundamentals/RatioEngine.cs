using Prometheus.Core.Fundamentals;

namespace Prometheus.States.Fundamentals;

/// <summary>
/// Ratios of every period as they were known: a row for each day on which a statement of the period, or of the same period a year before,
/// came out or was restated. Nothing known later enters a row.
/// </summary>
public static class RatioEngine
{
    // A company whose tax is not known pays about this share of its operating income.
    private const double TaxRate = 0.21;

    // A year of 52 or 53 weeks ends up to three weeks from the same date.
    private const int YearDays = 365;
    private const int YearTolerance = 21;

    /// <param name="statements">Any issuers and frequencies, in any order, each key once.</param>
    /// <returns>By issuer, frequency, period and day.</returns>
    public static IReadOnlyList<FundamentalRatios> Compute(IEnumerable<Statement> statements)
        => [.. statements.GroupBy(s => (s.IssuerId, s.Frequency))
            .OrderBy(g => g.Key.IssuerId, StringComparer.Ordinal).ThenBy(g => g.Key.Frequency)
            .SelectMany(g => OfIssuer([.. g]))];

    private static IEnumerable<FundamentalRatios> OfIssuer(Statement[] statements)
    {
        var periods = statements.GroupBy(s => s.PeriodEnd).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.ToArray());
        foreach (var (end, own) in periods)
        {
            var before = YearBefore(periods.Keys, end) is { } earlier ? periods[earlier] : [];
            var first = own.Min(s => s.KnownOn);
            foreach (var day in own.Concat(before).Select(s => s.KnownOn).Where(d => d >= first).Distinct().Order())
                yield return Ratios(own, KnownBy(own, day), KnownBy(before, day), day);
        }
    }

    private static DateOnly? YearBefore(IEnumerable<DateOnly> periods, DateOnly end)
    {
        DateOnly? best = null;
        foreach (var period in periods)
        {
            var distance = Math.Abs(end.DayNumber - period.DayNumber - YearDays);
            if (distance <= YearTolerance && (best is null || distance < Math.Abs(end.DayNumber - best.Value.DayNumber - YearDays)))
                best = period;
        }

        return best;
    }

    /// <summary>The items of a period as last told on or before a day.</summary>
    private static Dictionary<string, double> KnownBy(Statement[] statements, DateOnly day)
    {
        var latest = new Statement?[3];
        foreach (var statement in statements)
        {
            ref var known = ref latest[(int)statement.Type];
            if (statement.KnownOn <= day && (known is null || statement.KnownOn > known.KnownOn))
                known = statement;
        }

        var items = new Dictionary<string, double>(32, StringComparer.Ordinal);
        foreach (var statement in latest)
        {
            foreach (var (item, value) in statement?.Values ?? new Dictionary<string, double>())
                items[item] = value;
        }

        return items;
    }

    private static FundamentalRatios Ratios(Statement[] own, Dictionary<string, double> now, Dictionary<string, double> before, DateOnly day)
    {
        var year = own[0].Frequency == StatementFrequency.Quarterly ? 4 : 1;
        var (revenue, equity, income) = (Of(now, StatementItem.Revenue), Of(now, StatementItem.Equity), Of(now, StatementItem.NetIncome));
        var gross = Or(Of(now, StatementItem.GrossProfit), revenue - Of(now, StatementItem.CostOfRevenue));
        var ebit = Or(Of(now, StatementItem.Ebit), Of(now, StatementItem.OperatingIncome));
        var operating = Or(Of(now, StatementItem.OperatingIncome), ebit);
        var debt = Debt(now);
        return new FundamentalRatios(
            own[0].IssuerId,
            own[0].Frequency,
            own[0].PeriodEnd,
            day,
            own.Where(s => s.KnownOn <= day && s.PeriodStart is not null).MaxBy(s => s.KnownOn)?.PeriodStart,
            Roe: Over(year * income, equity),
            Roic: Over(year * (1 - TaxRate) * ebit, equity + Or(debt, 0)),
            GrossMargin: Over(gross, revenue),
            OperatingMargin: Over(operating, revenue),
            NetMargin: Over(income, revenue),
            Leverage: Over(Of(now, StatementItem.TotalLiabilities), equity),
            InterestCoverage: Over(ebit, Of(now, StatementItem.InterestExpense)),
            RevenueGrowth: Over(revenue, Of(before, StatementItem.Revenue)) - 1,
            EpsGrowth: Change(Eps(now), Eps(before)),
            Metrics: Metrics(now, year, debt));
    }

    private static SortedDictionary<string, double> Metrics(Dictionary<string, double> now, int year, double debt)
    {
        var (assets, equity) = (Of(now, StatementItem.TotalAssets), Of(now, StatementItem.Equity));
        var (income, operations) = (Of(now, StatementItem.NetIncome), Of(now, StatementItem.CashFromOperations));
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        Add("accruals", Over(year * (income - operations), assets));
        Add("asset_turnover", Over(year * Of(now, StatementItem.Revenue), assets));
        Add("cash_to_assets", Over(Of(now, StatementItem.Cash), assets));
        Add("current_ratio", Over(Of(now, StatementItem.CurrentAssets), Of(now, StatementItem.CurrentLiabilities)));
        Add("debt_to_ebitda", Over(debt, year * Of(now, StatementItem.Ebitda)));
        Add("debt_to_equity", Over(debt, equity));
        Add("operating_cash_margin", Over(operations, Of(now, StatementItem.Revenue)));
        Add("roa", Over(year * income, assets));
        return metrics;

        void Add(string name, double value)
        {
            if (double.IsFinite(value))
                metrics.Add(name, value);
        }
    }

    /// <summary>What of long-term and short-term debt was told; NaN where neither was.</summary>
    private static double Debt(Dictionary<string, double> items)
    {
        var (lasting, brief) = (Of(items, StatementItem.LongTermDebt), Of(items, StatementItem.ShortTermDebt));
        return double.IsNaN(lasting) ? brief : lasting + Or(brief, 0);
    }

    private static double Eps(Dictionary<string, double> items)
        => Or(Of(items, StatementItem.EarningsPerShare), Over(Of(items, StatementItem.NetIncome), Of(items, StatementItem.SharesOutstanding)));

    private static double Of(Dictionary<string, double> items, string item) => items.TryGetValue(item, out var value) ? value : double.NaN;

    private static double Or(double value, double otherwise) => double.IsNaN(value) ? otherwise : value;

    /// <summary>NaN where the denominator is not positive or the quotient too large for a number.</summary>
    private static double Over(double value, double by) => by > 0 && double.IsFinite(value / by) ? value / by : double.NaN;

    private static double Change(double now, double before) => Over(now - before, Math.Abs(before));
}

/// <summary>What follows for one period from the statements known on a day. NaN: an ingredient was not reported, or the ratio says nothing.</summary>
/// <param name="PeriodStart">Null where no statement told it.</param>
/// <param name="Roe">Income of a year / equity; NaN where equity is not positive.</param>
/// <param name="Roic">EBIT of a year after a tax of 21 % / (debt + equity); NaN where that is not positive.</param>
/// <param name="GrossMargin">Of revenue; NaN where revenue is not positive, and so the other margins.</param>
/// <param name="Leverage">Liabilities / equity; NaN where equity is not positive.</param>
/// <param name="InterestCoverage">EBIT / interest expense; NaN without a positive expense.</param>
/// <param name="RevenueGrowth">Over the same period a year before.</param>
/// <param name="EpsGrowth">Change over the absolute value a year before.</param>
/// <param name="Metrics">Further ratios that could be told, by name.</param>
public sealed record FundamentalRatios(
    string IssuerId,
    StatementFrequency Frequency,
    DateOnly PeriodEnd,
    DateOnly KnownOn,
    DateOnly? PeriodStart,
    double Roe,
    double Roic,
    double GrossMargin,
    double OperatingMargin,
    double NetMargin,
    double Leverage,
    double InterestCoverage,
    double RevenueGrowth,
    double EpsGrowth,
    IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>Equal where every field and every metric is; NaN equals NaN.</summary>
    public bool Equals(FundamentalRatios? other)
        => other is not null
            && Key == other.Key
            && PeriodStart == other.PeriodStart
            && Values.SequenceEqual(other.Values)
            && Metrics.Count == other.Metrics.Count
            && Metrics.All(m => other.Metrics.TryGetValue(m.Key, out var value) && value == m.Value);

    public override int GetHashCode() => Key.GetHashCode();

    /// <summary>What no two stored rows share.</summary>
    public (string IssuerId, StatementFrequency Frequency, DateOnly PeriodEnd, DateOnly KnownOn) Key => (IssuerId, Frequency, PeriodEnd, KnownOn);

    /// <summary>The nine ratios in the order of the columns.</summary>
    public IReadOnlyList<double> Values => [Roe, Roic, GrossMargin, OperatingMargin, NetMargin, Leverage, InterestCoverage, RevenueGrowth, EpsGrowth];
}
