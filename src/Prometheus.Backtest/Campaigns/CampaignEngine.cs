using Prometheus.Backtest.Metrics;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Opinions.Signals;
using Prometheus.States.Regimes;

namespace Prometheus.Backtest.Campaigns;

/// <summary>
/// Runs the sleeves of a campaign: signals once, then every sleeve on its own, in parallel. The result depends neither on the number of
/// workers nor on which other sleeves run.
/// </summary>
public static class CampaignEngine
{
    /// <summary>What is read of a market: a strategy may look at anything, and the digest of the data in a run's id covers all of it.</summary>
    public const MarketReads Reads = MarketReads.All;

    /// <param name="market">From its first stored session; the options bound only the walk.</param>
    /// <param name="options">Sleeves, range, cash, predictions.</param>
    /// <param name="exchangeSessions">As in <see cref="DecisionSchedule.Rows"/>; <see cref="DecisionSchedule.VenueSessions"/> gives them.</param>
    /// <param name="dataDigest">SHA-256 of the loaded slice; part of every run id.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="progress">Told after the signals and after every sleeve, from whichever thread.</param>
    /// <param name="cancellation">Checked every session.</param>
    /// <returns>A run or a failure a sleeve, in the order given: data and model errors keep the sleeve's row and reason.</returns>
    /// <exception cref="UserError">Options that make no campaign, or a prediction used before it was available.</exception>
    /// <exception cref="NothingMatchedError">The market holds no session in the range.</exception>
    public static CampaignResult Run(
        Market market,
        CampaignOptions options,
        IReadOnlyList<DateOnly> exchangeSessions,
        string dataDigest,
        int workers,
        IProgress<CampaignProgress>? progress,
        CancellationToken cancellation)
    {
        OptionRules.Require(options);
        Guard.AtLeast(workers, 1);
        var (first, last) = Range(market, options.MarketId, options.Start, options.End);
        var benchmark = Benchmark.Equity(market, options.Benchmark, first, last, options.InitialCash);
        var plans = options.Sleeves.Select(s => PlanOf(market, s, ManifestOf(options, s, dataDigest), first, last, exchangeSessions)).ToArray();
        var signals = SignalsOf(InputsOf(market, options), plans, workers, cancellation);
        var done = 1;
        progress?.Report(new CampaignProgress("signals", done, plans.Length + 1));

        var results = new SleeveResult[plans.Length];
        Parallel.For(0, plans.Length, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, i =>
        {
            results[i] = OrFailure(plans[i].Manifest, () => RunSleeve(market, signals[i](), plans[i], benchmark, cancellation));
            progress?.Report(new CampaignProgress(plans[i].Manifest.Sleeve.SleeveId, Interlocked.Increment(ref done), plans.Length + 1));
        });
        return new CampaignResult(options, DecisionScenarios.Add(market, options.Scenarios, results, workers, cancellation));
    }

    /// <summary>The same without a listener.</summary>
    public static CampaignResult Run(
        Market market,
        CampaignOptions options,
        IReadOnlyList<DateOnly> exchangeSessions,
        string dataDigest,
        int workers,
        CancellationToken cancellation = default)
        => Run(market, options, exchangeSessions, dataDigest, workers, progress: null, cancellation);

    /// <summary>What a sleeve of a campaign depends on; its run id is known before anything is computed.</summary>
    public static RunManifest ManifestOf(CampaignOptions options, CampaignSleeve sleeve, string dataDigest)
        => new(sleeve.Spec, sleeve.Strategy is null ? sleeve.Options.At(sleeve.Spec.AssessmentHorizonDays) : sleeve.Options, options.Start, options.End, options.InitialCash, options.Benchmark, dataDigest)
        {
            RiskFreePerYear = options.RiskFreePerYear,
            SessionsPerYear = options.SessionsPerYear,
            Strategy = sleeve.Strategy?.Identity,
        };

    internal static SignalInputs InputsOf(Market market, CampaignOptions options)
        => new(market)
        {
            Lambda = options.Lambda,
            Scores = options.Scores,
            Profiles = options.Profiles,
            Contexts = options.Contexts,
        };

    internal static (int First, int Last) Range(Market market, string marketId, DateOnly start, DateOnly end)
    {
        if (market.Definition.MarketId != marketId)
            throw new UserError($"the campaign runs on {marketId}, the data given are of {market.Definition.MarketId}");
        var (first, last) = (market.Sessions.FirstAtOrAfter(start), market.Sessions.LastAtOrBefore(end));
        return first <= last
            ? (first, last)
            : throw new NothingMatchedError($"{marketId} holds no session from {start:yyyy-MM-dd} to {end:yyyy-MM-dd}");
    }

    internal static SleevePlan PlanOf(Market market, CampaignSleeve sleeve, RunManifest manifest, int first, int last, IReadOnlyList<DateOnly> exchangeSessions)
    {
        var strategy = sleeve.Decider();
        var decisions = DecisionSchedule.Rows(manifest.Options.Rule, market.Sessions, first, last, exchangeSessions);
        var known = DecisionSchedule.Known(decisions, manifest.Options.SignalDelaySessions ?? 0);
        return new SleevePlan(manifest, strategy, WithEvidence(strategy.Needs), first, last, decisions, known);
    }

    internal static SignalNeeds NeedsOf(CampaignSleeve sleeve) => WithEvidence(sleeve.Decider().Needs);

    /// <summary>Every run records the regime it went through, whether its strategy reads it or not.</summary>
    private static SignalNeeds WithEvidence(SignalNeeds needs) => needs with
    {
        Regime = needs.Regime ?? RegimeOptions.Default,
        RegimeRisk = needs.RegimeRisk ?? RegimeRiskOptions.Default,
    };

    /// <summary>
    /// The signals of all sleeves at once, shared where options are equal. Where that ends in a data or model error each sleeve is asked alone,
    /// so that only the sleeves concerned fail.
    /// </summary>
    private static Func<Signals>[] SignalsOf(SignalInputs inputs, SleevePlan[] plans, int workers, CancellationToken cancellation)
    {
        try
        {
            var shared = OrMistake(() => SignalsEngine.Compute(
                inputs, Array.ConvertAll(plans, p => p.Needs), Array.ConvertAll(plans, p => p.Known), workers, cancellation));
            return shared.Select(s => (Func<Signals>)(() => s)).ToArray();
        }
        catch (Exception error) when (IsOfOneSleeve(error))
        {
            return Array.ConvertAll(plans, p => (Func<Signals>)(() => SignalsEngine.Compute(inputs, [p.Needs], [p.Known], 1, cancellation)[0]));
        }
    }

    /// <summary>Predictions come from the user: one that is used too early is a mistake in the request, not a defect.</summary>
    internal static T OrMistake<T>(Func<T> compute)
    {
        try
        {
            return compute();
        }
        catch (AggregateException error) when (error.InnerExceptions.OfType<LookAheadError>().FirstOrDefault() is { } ahead)
        {
            throw new UserError(ahead.Message, error);
        }
    }

    internal static SleeveRun RunSleeve(Market market, Signals signals, SleevePlan plan, double[] benchmark, CancellationToken cancellation)
    {
        var manifest = plan.Manifest;
        var options = new WalkOptions
        {
            InitialCash = manifest.InitialCash,
            Simulator = manifest.Options.Simulator,
            Risk = manifest.Options.Risk,
            SignalDelaySessions = manifest.Options.SignalDelaySessions ?? 0,
        };
        var walk = Walk.Run(market, signals, plan.Strategy, options, plan.First, plan.Last, plan.Decisions, cancellation: cancellation);
        var exposures = StateExposures.Of(walk.Daily, walk.Decisions, signals.Regime, signals.RegimeRisk, signals.Lambda is not null);
        var metrics = RunMetrics.Of(market, walk, benchmark, manifest.InitialCash, manifest.RiskFreePerYear ?? 0, manifest.SessionsPerYear, exposures);
        return new SleeveRun(
            manifest, market, signals, walk.Daily, benchmark, walk.Orders, walk.Fills, walk.Decisions, walk.Positions, metrics, DataCard.Of(market, walk, manifest.RiskFreePerYear))
        {
            Exposures = exposures,
        };
    }

    /// <summary>Data and model errors become the sleeve's failure; everything else is a defect and ends the process.</summary>
    internal static SleeveResult OrFailure(RunManifest manifest, Func<SleeveRun> run)
    {
        try
        {
            return run();
        }
        catch (Exception error) when (IsOfOneSleeve(error))
        {
            return new SleeveFailure(manifest, (error as AggregateException)?.InnerException?.Message ?? error.Message);
        }
    }

    /// <summary>An error inside a parallel loop arrives wrapped.</summary>
    private static bool IsOfOneSleeve(Exception error) => error switch
    {
        DataError or ModelError => true,
        AggregateException many => many.InnerExceptions.All(e => e is DataError or ModelError),
        _ => false,
    };
}

/// <summary>One finished step of a campaign.</summary>
/// <param name="Step">A signal's model id or a sleeve's id.</param>
/// <param name="Done">Steps finished, this one included.</param>
/// <param name="Total">Steps in all.</param>
public readonly record struct CampaignProgress(string Step, int Done, int Total);

/// <summary>What a sleeve will do, known before anything is computed.</summary>
/// <param name="Manifest">Ids and options.</param>
/// <param name="Strategy">The house's, made from the options, or the user's own.</param>
/// <param name="Needs">What the strategy reads, and what every run records.</param>
/// <param name="First">Row of the first session walked.</param>
/// <param name="Last">Row of the last session walked.</param>
/// <param name="Decisions">Rows of the decisions.</param>
/// <param name="Known">The rows whose closes the decisions know.</param>
internal sealed record SleevePlan(
    RunManifest Manifest, IStrategy Strategy, SignalNeeds Needs, int First, int Last, int[] Decisions, int[] Known);
