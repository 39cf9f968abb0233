using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;

namespace Prometheus.Backtest.Campaign;

/// <summary>
/// Runs the sleeves of a campaign: signals once, then every sleeve on its own, in parallel. The result depends neither on the number of
/// workers nor on which other sleeves run.
/// </summary>
public static class CampaignEngine
{
    internal static CampaignResult Run(
        Market market,
        CampaignOptions options,
        IReadOnlyList<DateOnly> exchangeSessions,
        string dataDigest,
        int workers,
        SignalEngines engines,
        IProgress<CampaignProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        options.Validate();
        Guard.AtLeast(workers, 1);
        var (first, last) = Range(market, options.MarketId, options.Start, options.End);
        var benchmark = Benchmark.Equity(market, options.Benchmark, first, last, options.InitialCash);
        var board = new SignalBoard(market, engines);
        var results = new SleeveResult?[options.Sleeves.Count];
        var steps = new Steps(progress, 2 * results.Length);
        for (var i = 0; i < results.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (spec, sleeve) = (options.Sleeves[i].Spec, options.Sleeves[i].Options);
            var manifest = ManifestOf(options, options.Sleeves[i], dataDigest);
            results[i] = Failing(manifest, () => board.Prepare(new SleeveStrategy(sleeve, spec.AssessmentHorizonDays).Needs));
            steps.Finish($"{spec.SleeveId} signals");
        }

        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, i =>
        {
            var manifest = ManifestOf(options, options.Sleeves[i], dataDigest);
            SleeveRun? run = null;
            results[i] ??= Failing(manifest, () => run = RunSleeve(market, board, manifest, first, last, exchangeSessions, benchmark, cancellation));
            results[i] ??= run;
            steps.Finish(manifest.Sleeve.SleeveId);
        });
        return new CampaignResult(options, results!);
    }

    /// <summary>Runs a user's own strategy on the same walk, simulator and statistics as a sleeve.</summary>
    /// <param name="market">The market, from its first stored session.</param>
    /// <param name="exchangeSessions">As in <see cref="DecisionSchedule.Rows"/>.</param>
    /// <exception cref="DataError">Data that contradict themselves.</exception>
    /// <exception cref="ModelError">The strategy, or a signal it needs, could not answer.</exception>
    internal static StrategyRun Run(
        Market market,
        IStrategy strategy,
        StrategyRunOptions options,
        IReadOnlyList<DateOnly> exchangeSessions,
        SignalEngines engines,
        CancellationToken cancellation = default)
    {
        options.Walk.Simulator.Validate();
        options.Walk.Risk?.Validate();
        var (first, last) = Range(market, market.Definition.MarketId, options.Start, options.End);
        var decisions = DecisionSchedule.Rows(RebalanceRule.Parse(options.Rebalance), market.Sessions, first, last, exchangeSessions);
        var board = new SignalBoard(market, engines);
        board.Prepare(strategy.Needs);
        var signals = board.For(strategy.Needs, decisions);
        var walk = Walk.Run(market, signals, strategy, options.Walk, first, last, decisions, cancellation: cancellation);
        var cash = options.Walk.InitialCash;
        var benchmark = Benchmark.Equity(market, options.Benchmark ?? "EW_" + market.Definition.MarketId, first, last, cash);
        return StrategyRun.Judge(market, signals, walk, benchmark, cash, options.RiskFreePerYear, options.SessionsPerYear);
    }

    /// <summary>What a sleeve of a campaign depends on; its run id is known before anything is computed.</summary>
    public static RunManifest ManifestOf(CampaignOptions options, CampaignSleeve sleeve, string dataDigest)
        => new(sleeve.Spec, sleeve.Options, options.Start, options.End, options.InitialCash, options.Benchmark, dataDigest)
        {
            RiskFreePerYear = options.RiskFreePerYear,
            SessionsPerYear = options.SessionsPerYear,
        };

    private static (int First, int Last) Range(Market market, string marketId, DateOnly start, DateOnly end)
    {
        if (market.Definition.MarketId != marketId)
            throw new UserError($"the campaign runs on {marketId}, the data given are of {market.Definition.MarketId}");
        var (first, last) = (market.Sessions.FirstAtOrAfter(start), market.Sessions.LastAtOrBefore(end));
        return first <= last
            ? (first, last)
            : throw new NothingMatchedError($"{marketId} holds no session from {start:yyyy-MM-dd} to {end:yyyy-MM-dd}");
    }

    private static SleeveRun RunSleeve(
        Market market,
        SignalBoard board,
        RunManifest manifest,
        int first,
        int last,
        IReadOnlyList<DateOnly> exchangeSessions,
        double[] benchmark,
        CancellationToken cancellation)
    {
        var options = manifest.Options;
        var strategy = new SleeveStrategy(options, manifest.Sleeve.AssessmentHorizonDays);
        var decisions = DecisionSchedule.Rows(RebalanceRule.Parse(options.Rebalance), market.Sessions, first, last, exchangeSessions);
        var signals = board.For(strategy.Needs, decisions);
        var walking = new WalkOptions { InitialCash = manifest.InitialCash, Simulator = options.Simulator, Risk = options.Risk };
        var walk = Walk.Run(market, signals, strategy, walking, first, last, decisions, cancellation: cancellation);
        var run = StrategyRun.Judge(market, signals, walk, benchmark, manifest.InitialCash, manifest.RiskFreePerYear, manifest.SessionsPerYear);
        return new SleeveRun(
            manifest, market, signals, walk.Daily, benchmark, walk.Orders, walk.Fills, walk.Decisions, walk.Positions, run.Metrics, run.Card);
    }

    /// <summary>Data and model errors become the sleeve's failure; everything else is a defect and ends the process.</summary>
    private static SleeveFailure? Failing(RunManifest manifest, Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception error) when (error is DataError or ModelError)
        {
            return new SleeveFailure(manifest, error.Message);
        }
    }

    private sealed class Steps(IProgress<CampaignProgress>? progress, int total)
    {
        private int _done;

        public void Finish(string step) => progress?.Report(new CampaignProgress(step, Interlocked.Increment(ref _done), total));
    }
}
