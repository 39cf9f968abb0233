using Prometheus.Backtest.Campaign;
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
            throw new DataError($"run {facts.Manifest.RunId} has {facts.Dates.Length} dates, {facts.Daily.Length} daily rows and {facts.Benchmark.Length} benchmark values");
        if (facts.Dates.Length == 0)
            throw new DataError($"run {facts.Manifest.RunId} has no daily rows");

        var initial = facts.Manifest.InitialCash;
        double[] equity = [.. facts.Daily.Select(d => d.Equity)];
        var daily = Curves(facts, initial, equity);
        var statistics = RunStatistics.Of(initial, equity, facts.Benchmark);
        var costs = Costs(facts, daily, statistics);
        var profits = ProfitTable.Of(facts.Profits, equity[^1] - initial, costs.Dividends);
        return new TearsheetModel
        {
            Identity = Identity(facts.Manifest, facts.Currency),
            Statistics = statistics,
            Verdict = Verdict.Of(statistics, facts.Manifest.Benchmark, costs),
            Caveats = CaveatRules.Judge(facts, statistics, costs, profits),
            Headlines = Headlines.Of(facts, statistics, costs),
            Daily = daily,
            Months = CalendarReturns.Monthly(facts.Dates, initial, equity),
            Years = CalendarReturns.Yearly(facts.Dates, initial, equity),
            BenchmarkYears = CalendarReturns.Yearly(facts.Dates, initial, facts.Benchmark),
            WorstDrawdowns = WorstDrawdowns.Of(facts.Dates, daily.Drawdown, ListedDrawdowns),
            Sectors = SectorWeights.Of(facts.SectorTargets),
            Profits = profits,
            Costs = costs,
            Metrics = [.. facts.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => MetricCatalog.Describe(m.Key, m.Value))],
            Card = facts.Card,
            Options = OptionListing.Of(facts.Manifest.Options),
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

    private static DailySeries Curves(TearsheetFacts facts, double initial, double[] equity)
    {
        var daily = facts.Daily;
        return new DailySeries
        {
            Dates = facts.Dates,
            Equity = equity,
            Benchmark = facts.Benchmark,
            Drawdown = [.. daily.Select(d => d.Drawdown)],
            BenchmarkDrawdown = DrawdownCurve.Of(initial, facts.Benchmark),
            RollingSharpe = RollingSharpe.Of(EquityReturns.Of(initial, equity)),
            BenchmarkRollingSharpe = RollingSharpe.Of(EquityReturns.Of(initial, facts.Benchmark)),
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

    private static CostTotals Costs(TearsheetFacts facts, DailySeries curves, RunStatistics statistics)
    {
        var (commission, slippage, dividends, traded, turnover) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var day in facts.Daily)
        {
            commission += day.Commission;
            slippage += day.Slippage;
            dividends += day.Dividends;
            traded += day.TradedValue;
            turnover += day.Turnover;
        }

        var costPerYear = (curves.CumulativeCommission[^1] + curves.CumulativeSlippage[^1]) / statistics.Years;
        var gross = statistics.Sleeve.Annualized + costPerYear;
        return new CostTotals(
            commission,
            slippage,
            dividends,
            traded,
            facts.Fills,
            traded > 0 ? (commission + slippage) / traded : double.NaN,
            costPerYear,
            gross > 0 ? costPerYear / gross : double.NaN,
            turnover / statistics.Years);
    }
}
