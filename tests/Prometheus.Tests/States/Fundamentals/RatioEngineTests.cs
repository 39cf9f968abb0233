using Prometheus.Core.Fundamentals;
using Prometheus.States.Fundamentals;
using Xunit;

namespace Prometheus.Tests.States.Fundamentals;

public sealed class RatioEngineTests
{
    private static readonly DateOnly Year13 = new(2013, 12, 31);
    private static readonly DateOnly Year14 = new(2014, 12, 31);

    [Fact]
    public void Ratios_by_hand()
    {
        var row = RatioEngine.Compute([.. Annual(Year13, new DateOnly(2014, 3, 3), 100, 10, 50), .. Annual(Year14, new DateOnly(2015, 3, 2), 120, 15, 60)])[^1];
        Assert.Equal((Year14, new DateOnly(2015, 3, 2)), (row.PeriodEnd, row.KnownOn));
        Assert.Equal(15 / 60.0, row.Roe);
        Assert.Equal(0.79 * 24 / (60 + 40), row.Roic, 12);
        Assert.Equal([48 / 120.0, 24 / 120.0, 15 / 120.0], [row.GrossMargin, row.OperatingMargin, row.NetMargin]);
        Assert.Equal((140 / 60.0, 24 / 4.0), (row.Leverage, row.InterestCoverage));
        Assert.Equal(0.2, row.RevenueGrowth, 12);
        Assert.Equal(0.5, row.EpsGrowth, 12);
        Assert.Equal((15 - 20) / 200.0, row.Metrics["accruals"]);
    }

    [Fact]
    public void Equity_that_is_not_positive_gives_no_leverage_and_what_was_not_told_stays_absent()
    {
        var broke = Assert.Single(RatioEngine.Compute(Annual(Year14, new DateOnly(2015, 3, 2), 120, 15, -5)));
        Assert.True(double.IsNaN(broke.Leverage) && double.IsNaN(broke.Roe) && double.IsNaN(broke.RevenueGrowth));
        var bare = Assert.Single(RatioEngine.Compute([Statement(StatementType.IncomeStatement, Year14, new DateOnly(2015, 3, 2), (StatementItem.Revenue, 10))]));
        Assert.All(bare.Values, v => Assert.True(double.IsNaN(v)));
        Assert.Empty(bare.Metrics);
    }

    [Fact]
    public void A_quarter_counts_four_times()
    {
        var quarter = Annual(Year14, new DateOnly(2015, 3, 2), 120, 15, 60).Select(s => s with { Frequency = StatementFrequency.Quarterly });
        Assert.Equal(4 * 15 / 60.0, Assert.Single(RatioEngine.Compute(quarter)).Roe);
    }

    [Fact]
    public void A_restatement_adds_a_row_and_leaves_the_earlier_one()
    {
        Statement[] first = [.. Annual(Year13, new DateOnly(2014, 3, 3), 100, 10, 50), .. Annual(Year14, new DateOnly(2015, 3, 2), 120, 15, 60)];
        var before = RatioEngine.Compute(first);
        var after = RatioEngine.Compute([.. first, Statement(StatementType.IncomeStatement, Year13, new DateOnly(2015, 6, 1), (StatementItem.Revenue, 80))]);
        Assert.Equal(before, after.Where(r => r.KnownOn < new DateOnly(2015, 6, 1)));
        Assert.Equal([Year13, Year14], after.Where(r => r.KnownOn == new DateOnly(2015, 6, 1)).Select(r => r.PeriodEnd));
        Assert.Equal(0.5, after[^1].RevenueGrowth, 12);
    }

    [Fact]
    public void Rows_do_not_change_when_the_future_is_cut()
    {
        var statements = Enumerable.Range(0, 12).SelectMany(k => Annual(
            new DateOnly(2004 + k, 12, 31), new DateOnly(2005 + k, 2, 1).AddDays(17 * (k % 5)), 100 + (7 * k % 31), 10 - k, 50 + (k * k % 13))).ToArray();
        var all = RatioEngine.Compute(statements);
        foreach (var cut in statements.Select(s => s.KnownOn).Distinct())
            Assert.Equal(all.Where(r => r.KnownOn <= cut), RatioEngine.Compute(statements.Where(s => s.KnownOn <= cut)));
    }

    /// <summary>Gross margin 40 %, operating margin 20 %, interest 4, liabilities 140, debt 40, assets 200, cash from operations 20, shares 5.</summary>
    private static Statement[] Annual(DateOnly end, DateOnly knownOn, double revenue, double income, double equity) =>
    [
        Statement(
            StatementType.IncomeStatement, end, knownOn,
            (StatementItem.Revenue, revenue), (StatementItem.CostOfRevenue, 0.6 * revenue), (StatementItem.OperatingIncome, 0.2 * revenue),
            (StatementItem.InterestExpense, 4), (StatementItem.NetIncome, income)),
        Statement(
            StatementType.BalanceSheet, end, knownOn,
            (StatementItem.TotalAssets, 200), (StatementItem.TotalLiabilities, 140), (StatementItem.Equity, equity), (StatementItem.LongTermDebt, 40),
            (StatementItem.SharesOutstanding, 5)),
        Statement(StatementType.CashFlow, end, knownOn, (StatementItem.CashFromOperations, 20)),
    ];

    private static Statement Statement(StatementType type, DateOnly end, DateOnly knownOn, params (string Item, double Value)[] values) => new(
        "ISS_A", type, StatementFrequency.Annual, end, knownOn, knownOn.AddDays(-1), Assumed: false, null, $"{end.Year}A", end.Year, "USD",
        values.ToDictionary(v => v.Item, v => v.Value), "test");
}
