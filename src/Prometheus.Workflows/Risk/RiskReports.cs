using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Markets;
using Prometheus.Portfolio.Construction;
using Prometheus.Portfolio.Risk.Reports;
using Prometheus.States.Fragility;
using Prometheus.States.Stability;
using Prometheus.Stores.Runs;

namespace Prometheus.Workflows.Risk;

/// <summary>Risk reports of many books at once.</summary>
internal static class RiskReports
{
    /// <param name="books">Session, columns of the market (ascending) and weights of each book.</param>
    public static RiskReport[] Of(
        Market market,
        IReadOnlyList<(int Session, int[] Columns, double[] Weights)> books,
        PortfolioOptions options,
        StabilityState? stability,
        FragilityState? fragility,
        int workers,
        CancellationToken cancellation)
    {
        var reports = new RiskReport[books.Count];
        Parallel.For(
            0,
            reports.Length,
            new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation },
            k => reports[k] = RiskReportEngine.Compute(market.AsOf(books[k].Session), books[k].Columns, books[k].Weights, options, stability, fragility));
        return reports;
    }

    /// <summary>The reports of a run's decisions, with what they made on its scenario sets, ready to be saved.</summary>
    public static Func<DatabaseTransaction, long> Of(SleeveRun run, int workers, CancellationToken cancellation)
    {
        var decisions = run.Decisions.Select((decision, place) => (Decision: decision, Place: place))
            .Where(d => d.Decision.Decision is not Decision.HoldDecision).ToArray();
        var books = Array.ConvertAll(decisions, d => (d.Decision.Session, d.Decision.FinalInstruments, d.Decision.FinalWeights));
        var (market, stability) = (run.Market, run.Signals.Stability);
        var fragility = run.Signals.Fragility
            ?? (stability is null ? null : FragilityEngine.Compute(market, stability, run.Signals.Regime, null, FragilityOptions.Default, workers, cancellation));
        var reports = Of(market, books, run.Manifest.Options.Portfolio, stability, fragility, workers, cancellation);
        var (context, portfolio) = (run.RunId, run.Sleeve.PortfolioId);
        return unit => RiskReportStore.Save(unit, context, portfolio, market, reports)
            + run.Scenarios.Sum(set => RiskReportStore.SaveScenarios(
                unit,
                context,
                portfolio,
                set.SetId,
                [.. decisions.Where(d => set.Risks[d.Place] is not null)
                    .Select(d => new ScenarioEntry(market.Sessions[d.Decision.Session], set.Risks[d.Place]!, Hindsight: false))]));
    }
}
