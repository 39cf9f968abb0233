using Prometheus.Backtest;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Metrics;
using Prometheus.Core.Errors;
using Prometheus.Reports.Tearsheets.Statistics;

namespace Prometheus.Reports.Tearsheets;

/// <summary>Facts → model: every derived number of a tearsheet is made here or in <c>Statistics</c>.</summary>
internal static class TearsheetComposer
{
    private const int ListedDrawdowns = 10;

    public static TearsheetModel Compose(TearsheetFacts facts)
    {
        if (facts.Dates.Length != facts.Daily.Length || facts.Dates.Length != facts.Benchmark.Length)
        {
            throw new DataError(
                $"run {facts.Manifest.RunId} has {facts.Dates.Length} dates, {facts.Daily.Length} daily rows and {facts.Benchmark.Length} benchmark values");
        }

        if (facts.Dates.Length == 0)
            throw new DataError($"run {facts.Manifest.RunId} has no daily rows");

        var initial = facts.Manifest.InitialCash;
        var sessionsPerYear = facts.Manifest.SessionsPerYear;
        var curve = EquityCurve.Of(initial, facts.Daily);
        var statistics = RunStatistics.Of(curve, facts.Benchmark, sessionsPerYear);
        var costs = Costs(facts, statistics);
        var profits = ProfitTable.Of(facts.Profits, curve[^1] - initial, costs.Dividends);
        var months = MonthlyReturns.Of(facts.Dates, curve);
        return new TearsheetModel
        {
            Identity = Identity(facts.Manifest, facts.Currency),
            Statistics = statistics,
            Verdict = Verdict.Of(statistics, facts.Manifest.Benchmark, costs),
            Caveats = CaveatRules.Judge(facts, statistics, costs, profits),
            Headlines = Headlines.Of(statistics, costs),
            Daily = Curves(facts, curve),
            Months = months,
            Years = YearlyReturn.Of(months),
            BenchmarkYears = YearlyReturn.Of(MonthlyReturns.Of(facts.Dates, [facts.Benchmark[0], .. facts.Benchmark])),
            WorstDrawdowns = [.. WorstDrawdowns.Of(curve, ListedDrawdowns).Select(d => DrawdownSpell.Of(facts.Dates, d))],
            Regimes = RegimeSpell.Of(facts.Dates, facts.Regimes),
            Sectors = SectorWeights.Of(facts.SectorTargets),
            Profits = profits,
            Costs = costs,
            Metrics = MetricLines.Describe(facts.Metrics),
            Card = facts.Card,
            Options = OptionListing.Of(facts.Manifest),
        };
    }

    private static TearsheetIdentity Identity(RunManifest manifest, string currency) => new(
        manifest.Sleeve,
        manifest.RunId,
        manifest.OptionsHash,
        manifest.DataDigest,
        manifest.Semantics,
        manifest.Start,
        manifest.End,
        manifest.InitialCash,
        currency,
        manifest.Options.Rebalance,
        manifest.Benchmark);

    private static TearsheetCurves Curves(TearsheetFacts facts, double[] curve)
    {
        var daily = facts.Daily;
        double[] Rolling(double[] equity) => RollingSharpe.Of(EquityCurve.Returns(equity), TearsheetCurves.RollingSessions, facts.Manifest.SessionsPerYear);
        return new TearsheetCurves
        {
            Dates = facts.Dates,
            Equity = curve[1..],
            Benchmark = facts.Benchmark,
            Drawdown = [.. daily.Select(d => d.Drawdown)],
            BenchmarkDrawdown = DrawdownCurve.Of(facts.Benchmark),
            RollingSharpe = Rolling(curve),
            BenchmarkRollingSharpe = Rolling([double.NaN, .. facts.Benchmark]),
            GrossExposure = [.. daily.Select(d => d.GrossExposure)],
            NetExposure = [.. daily.Select(d => d.NetExposure)],
            CashShare = [.. daily.Select(d => d.Cash / d.Equity)],
            FragileExposure = [.. daily.Select(d => d.FragileExposure)],
            Names = [.. daily.Select(d => d.Names)],
            Turnover = [.. daily.Select(d => d.Turnover)],
            Commission = [.. daily.Select(d => d.Commission)],
            Slippage = [.. daily.Select(d => d.Slippage)],
            CumulativeCommission = Accumulate(daily, d => d.Commission / d.Equity),
            CumulativeSlippage = Accumulate(daily, d => d.Slippage / d.Equity),
        };
    }

    private static double[] Accumulate(DailyRecord[] daily, Func<DailyRecord, double> value)
    {
        var sum = 0.0;
        return [.. daily.Select(d => sum += value(d))];
    }

    private static CostTotals Costs(TearsheetFacts facts, RunStatistics statistics)
    {
        var (commission, slippage, dividends, traded) = (0.0, 0.0, 0.0, 0.0);
        foreach (var day in facts.Daily)
        {
            commission += day.Commission;
            slippage += day.Slippage;
            dividends += day.Dividends;
            traded += day.TradedValue;
        }

        var costPerYear = CostDrag.BpsPerYear(facts.Daily, statistics.SessionsPerYear) / 10_000;
        var gross = statistics.Sleeve.Annualised + costPerYear;
        return new CostTotals(
            commission,
            slippage,
            dividends,
            traded,
            facts.Fills,
            traded > 0 ? (commission + slippage) / traded : double.NaN,
            costPerYear,
            gross > 0 ? costPerYear / gross : double.NaN,
            Turnover.PerYear(facts.Daily, statistics.SessionsPerYear),
            HoldingPeriod.Sessions(facts.Daily));
    }
}

/// <summary>What trading cost over the run; amounts in the run's currency.</summary>
/// <param name="Commission">Σ commissions.</param>
/// <param name="Slippage">Σ slippage.</param>
/// <param name="Dividends">Σ dividends received; no cost, the other cash flow.</param>
/// <param name="TradedValue">Σ|shares·price|.</param>
/// <param name="Fills">Trades booked.</param>
/// <param name="CostOfTraded">Costs / traded value, a fraction; NaN without trades.</param>
/// <param name="CostPerYear">Costs a year over mean equity, a fraction.</param>
/// <param name="ShareOfGrossReturn">Costs a year / (annualised return + costs a year); NaN where that sum is not positive.</param>
/// <param name="TurnoverPerYear">One-way.</param>
/// <param name="HoldingSessions">Mean sessions a unit of value is held; NaN without trades.</param>
public sealed record CostTotals(
    double Commission,
    double Slippage,
    double Dividends,
    double TradedValue,
    int Fills,
    double CostOfTraded,
    double CostPerYear,
    double ShareOfGrossReturn,
    double TurnoverPerYear,
    double HoldingSessions);
