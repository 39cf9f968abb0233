using Prometheus.Core.Fundamentals;

namespace Prometheus.States.Profiles;

/// <summary>What follows from the statements of one issuer known on a date.</summary>
internal static class FundamentalReader
{
    /// <summary>Fewer signals than this make no score.</summary>
    private const int LeastSignals = 5;

    private const int Signals = 9;

    /// <returns>Null where no statement that still speaks was known.</returns>
    public static IssuerFundamentals? On(TrailingStatements statements, DateOnly date, int maximumAgeDays)
    {
        if (!statements.AnyOn(date))
            return null;
        var oldest = date.AddDays(-maximumAgeDays);
        var income = statements.FlowsOf(StatementType.IncomeStatement, date, oldest);
        var cash = statements.FlowsOf(StatementType.CashFlow, date, oldest);
        var balance = statements.Balance(date, oldest);
        if (income is null && balance is null && cash is null)
            return null;
        var incomeBefore = income is null ? null : statements.YearBefore(income, StatementType.IncomeStatement, date);
        var balanceBefore = balance is null ? null : statements.YearBefore(balance, date);
        return Of(income, incomeBefore, cash, balance, balanceBefore);
    }

    private static IssuerFundamentals Of(
        TrailingStatements.Flows? income, TrailingStatements.Flows? before, TrailingStatements.Flows? cash, Statement? balance, Statement? earlier)
    {
        var (revenue, profit) = (Flow(income, StatementItem.Revenue), Flow(income, StatementItem.NetIncome));
        var (assets, equity) = (Level(balance, StatementItem.TotalAssets), Level(balance, StatementItem.Equity));
        var liabilities = Level(balance, StatementItem.TotalLiabilities);
        var operating = Flow(cash, StatementItem.CashFromOperations);
        return new IssuerFundamentals
        {
            Basis = income?.Basis ?? cash?.Basis,
            FlowsTo = income?.End ?? cash?.End,
            BalanceOn = balance?.PeriodEnd,
            Revenue = revenue,
            GrossProfit = Flow(income, StatementItem.GrossProfit),
            OperatingIncome = Flow(income, StatementItem.OperatingIncome),
            Ebit = Flow(income, StatementItem.Ebit),
            Ebitda = Flow(income, StatementItem.Ebitda),
            NetIncome = profit,
            OperatingCashFlow = operating,
            TotalAssets = assets,
            TotalLiabilities = liabilities,
            Equity = equity,
            Cash = Level(balance, StatementItem.Cash),
            SharesOutstanding = Level(balance, StatementItem.SharesOutstanding),
            GrossMargin = Over(Flow(income, StatementItem.GrossProfit), revenue),
            OperatingMargin = Over(Flow(income, StatementItem.OperatingIncome), revenue),
            NetMargin = Over(profit, revenue),
            Leverage = Over(liabilities, equity),
            NegativeEquity = double.IsNaN(equity) ? null : equity <= 0,
            ReturnOnEquity = Over(profit, equity),
            RevenueGrowth = Over(revenue, Flow(before, StatementItem.Revenue)) - 1,
            Accruals = Over(profit - operating, assets),
            Piotroski = Piotroski(income, before, operating, balance, earlier),
            Altman = Altman(income, balance),
        };
    }

    /// <summary>Nine yes-or-no signals; of those that can be told, the share that holds, times nine.</summary>
    private static double Piotroski(
        TrailingStatements.Flows? income, TrailingStatements.Flows? before, double operating, Statement? balance, Statement? earlier)
    {
        var (assets, assetsBefore) = (Level(balance, StatementItem.TotalAssets), Level(earlier, StatementItem.TotalAssets));
        var (profit, profitBefore) = (Flow(income, StatementItem.NetIncome), Flow(before, StatementItem.NetIncome));
        var (revenue, revenueBefore) = (Flow(income, StatementItem.Revenue), Flow(before, StatementItem.Revenue));
        Span<double> gains =
        [
            profit, // profitable
            operating, // cash comes in
            Over(profit, assets) - Over(profitBefore, assetsBefore), // return on assets rises
            operating - profit, // profits are paid in cash
            Over(Level(earlier, StatementItem.LongTermDebt), assetsBefore) - Over(Level(balance, StatementItem.LongTermDebt), assets), // debt falls
            Over(Level(balance, StatementItem.CurrentAssets), Level(balance, StatementItem.CurrentLiabilities))
                - Over(Level(earlier, StatementItem.CurrentAssets), Level(earlier, StatementItem.CurrentLiabilities)), // liquidity rises
            Over(Flow(income, StatementItem.GrossProfit), revenue) - Over(Flow(before, StatementItem.GrossProfit), revenueBefore), // gross margin rises
            Over(revenue, assets) - Over(revenueBefore, assetsBefore), // assets turn over faster
        ];
        var (held, told) = (0, 0);
        foreach (var gain in gains)
        {
            told += double.IsNaN(gain) ? 0 : 1;
            held += gain > 0 ? 1 : 0;
        }

        // No new shares: the one signal that holds also where nothing changes.
        var issued = Level(balance, StatementItem.SharesOutstanding) - Level(earlier, StatementItem.SharesOutstanding);
        told += double.IsNaN(issued) ? 0 : 1;
        held += issued <= 0 ? 1 : 0;
        return told < LeastSignals ? double.NaN : (double)held / told * Signals;
    }

    private static double Altman(TrailingStatements.Flows? income, Statement? balance)
    {
        var assets = Level(balance, StatementItem.TotalAssets);
        var working = Level(balance, StatementItem.CurrentAssets) - Level(balance, StatementItem.CurrentLiabilities);
        return (6.56 * Over(working, assets))
            + (3.26 * Over(Level(balance, StatementItem.RetainedEarnings), assets))
            + (6.72 * Over(Flow(income, StatementItem.Ebit), assets))
            + (1.05 * Over(Level(balance, StatementItem.Equity), Level(balance, StatementItem.TotalLiabilities)));
    }

    private static double Flow(TrailingStatements.Flows? flows, string item) => flows?.Of(item) ?? double.NaN;

    private static double Level(Statement? balance, string item) => balance?[item] ?? double.NaN;

    /// <summary>NaN unless the denominator is positive.</summary>
    private static double Over(double value, double whole) => whole > 0 ? value / whole : double.NaN;
}
