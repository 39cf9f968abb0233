using System.Runtime.InteropServices;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Sleeves;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Errors;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Opinions.Signals;
using Prometheus.Portfolio.Costs;

namespace Prometheus.Backtest.Robustness;

/// <summary>
/// Runs every sleeve again under each combination of start, rebalance phase, signal delay and costs: a result that lives by one of these accidents
/// shows. Signals are computed once; only the universes follow the decision calendar.
/// </summary>
public static class RobustnessEngine
{
    /// <param name="market">From its first stored session.</param>
    /// <param name="campaign">The sleeves as they are meant.</param>
    /// <param name="options">What is varied.</param>
    /// <param name="exchangeSessions">As in <see cref="DecisionSchedule.Rows"/>.</param>
    /// <param name="dataDigest">SHA-256 of the loaded slice.</param>
    /// <param name="workers">Threads; no result depends on it.</param>
    /// <param name="keep">Takes every finished variant as a run of its own, from whichever thread; null lets them go.</param>
    /// <param name="progress">Told after the signals and after every calendar of decisions, from whichever thread.</param>
    /// <param name="cancellation">Checked every session.</param>
    /// <returns>One grid a sleeve, in the order given.</returns>
    /// <exception cref="UserError">Options out of range, or more start shifts than the range has sessions.</exception>
    public static IReadOnlyList<RobustnessGrid> Run(
        Market market,
        CampaignOptions campaign,
        RobustnessOptions options,
        IReadOnlyList<DateOnly> exchangeSessions,
        string dataDigest,
        int workers,
        Action<SleeveRun>? keep = null,
        IProgress<CampaignProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        OptionRules.Require(campaign);
        OptionRules.Require(options);
        Guard.AtLeast(workers, 1);
        var (first, last) = CampaignEngine.Range(market, campaign.MarketId, campaign.Start, campaign.End);
        if (first + options.StartShifts > last)
            throw new UserError($"the start cannot be moved by {options.StartShifts} sessions: the range holds {last - first + 1}");

        var timings = campaign.Sleeves.SelectMany((sleeve, k) => TimingsOf(sleeve, k, options)).ToArray();
        var inputs = CampaignEngine.InputsOf(market, campaign);
        var needs = campaign.Sleeves.Select(CampaignEngine.NeedsOf).ToArray();
        var shared = SignalsEngine.Compute(inputs, needs, [.. needs.Select(_ => Array.Empty<int>())], workers, cancellation);
        var done = 1;
        progress?.Report(new CampaignProgress("signals", done, timings.Length + 1));

        var cells = new RobustnessCell[timings.Length][];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation };
        CampaignEngine.OrMistake(() => Parallel.For(0, timings.Length, parallel, i =>
        {
            var sleeve = campaign.Sleeves[timings[i].Sleeve];
            cells[i] = RunTiming(inputs, shared[timings[i].Sleeve], campaign, sleeve, timings[i], options, exchangeSessions, dataDigest, keep, cancellation);
            progress?.Report(new CampaignProgress(sleeve.Spec.SleeveId, Interlocked.Increment(ref done), timings.Length + 1));
        }));

        return campaign.Sleeves.Select((sleeve, k) => new RobustnessGrid(
            sleeve.Spec, sleeve.Options.Rule, [.. cells.Where((_, i) => timings[i].Sleeve == k).SelectMany(c => c)])).ToArray();
    }

    private static IEnumerable<Timing> TimingsOf(CampaignSleeve sleeve, int ordinal, RobustnessOptions options)
    {
        var rule = sleeve.Options.Rule;
        var phases = options.AllPhases ? Enumerable.Range(0, rule.Phases) : [rule.Phase];
        return from delay in options.Delays
               from phase in phases
               from shift in Enumerable.Range(0, options.StartShifts + 1)
               select new Timing(ordinal, shift, phase, delay);
    }

    /// <summary>One calendar of decisions under every cost multiple: they share its universe.</summary>
    private static RobustnessCell[] RunTiming(
        SignalInputs inputs,
        Signals shared,
        CampaignOptions campaign,
        CampaignSleeve sleeve,
        Timing timing,
        RobustnessOptions options,
        IReadOnlyList<DateOnly> exchangeSessions,
        string dataDigest,
        Action<SleeveRun>? keep,
        CancellationToken cancellation)
    {
        var market = inputs.Market;
        var (first, last) = CampaignEngine.Range(market, campaign.MarketId, campaign.Start, campaign.End);
        var moved = timing.StartShift == 0 ? campaign : campaign with { Start = market.Sessions[first + timing.StartShift] };
        var benchmark = Benchmark.Equity(market, campaign.Benchmark, first + timing.StartShift, last, campaign.InitialCash);
        var plans = options.CostMultiples
            .Select(multiple => sleeve with { Options = Vary(sleeve.Options, timing, multiple) })
            .Select(varied => CampaignEngine.PlanOf(
                market, varied, CampaignEngine.ManifestOf(moved, varied, dataDigest), first + timing.StartShift, last, exchangeSessions))
            .ToArray();
        var signals = new Lazy<Signals>(() => plans[0].Needs.Universe is { } universe ? SignalsEngine.WithUniverse(inputs.Market, shared, universe, plans[0].Known) : shared);
        return [.. plans.Select((plan, k) =>
        {
            var result = CampaignEngine.OrFailure(plan.Manifest, () => CampaignEngine.RunSleeve(market, signals.Value, plan, benchmark, cancellation));
            if (result is SleeveRun run)
                keep?.Invoke(run);
            return RobustnessCell.Of(new RobustnessVariant(timing.StartShift, timing.Phase, timing.Delay, options.CostMultiples[k]), result);
        })];
    }

    /// <summary>What is as the sleeve has it stays unsaid, so that the plain variant keeps the sleeve's run id.</summary>
    private static SleeveOptions Vary(SleeveOptions options, Timing timing, double multiple)
    {
        var costs = options.Simulator.Costs;
        return options with
        {
            RebalancePhase = timing.Phase == (options.RebalancePhase ?? 0) ? options.RebalancePhase : timing.Phase,
            SignalDelaySessions = timing.Delay == (options.SignalDelaySessions ?? 0) ? options.SignalDelaySessions : timing.Delay,
            Simulator = multiple == 1
                ? options.Simulator
                : options.Simulator with { Costs = new CostOptions { SlippageBps = costs.SlippageBps * multiple, CommissionBps = costs.CommissionBps * multiple } },
        };
    }

    private readonly record struct Timing(int Sleeve, int StartShift, int Phase, int Delay);
}

/// <summary>Which accidents of a backtest are varied. Every combination is run, so the sizes multiply.</summary>
public sealed record RobustnessOptions : IConsistentOptions
{
    public static RobustnessOptions Default { get; } = new();

    /// <summary>The start is moved by 0 … this many sessions.</summary>
    [Range(0, 250, Unit = "sessions")]
    public int StartShifts { get; init; } = 4;

    /// <summary>Sessions between what a decision knows and the close at which it is taken.</summary>
    [Range(0, 20, Unit = "sessions")]
    public IReadOnlyList<int> Delays { get; init; } = [0, 1];

    /// <summary>Slippage and commission are multiplied by each of these.</summary>
    [Range(0, 100)]
    public IReadOnlyList<double> CostMultiples { get; init; } = [0, 1, 2, 5];

    /// <summary>All phases of the rebalance rule, or only the one the sleeve names.</summary>
    public bool AllPhases { get; init; } = true;

    public IEnumerable<(string Property, string Says)> Contradictions()
    {
        if (Delays.Count == 0 || Delays.Distinct().Count() != Delays.Count)
            yield return (nameof(Delays), $"must name each delay once, found '{string.Join(",", Delays)}'");
        if (CostMultiples.Count == 0 || CostMultiples.Distinct().Count() != CostMultiples.Count)
            yield return (nameof(CostMultiples), $"must name each multiple once, found '{string.Join(",", CostMultiples.Select(m => FormattableString.Invariant($"{m}")))}'");
    }
}

/// <summary>All variants of one sleeve: by delay, then phase, then start, then cost multiple.</summary>
/// <param name="Sleeve">Which sleeve.</param>
/// <param name="Rule">Its rebalance rule; tells what a phase is.</param>
/// <param name="Cells">One a variant.</param>
public sealed record RobustnessGrid(SleeveSpec Sleeve, RebalanceRule Rule, IReadOnlyList<RobustnessCell> Cells);

/// <summary>One way the same sleeve could have been run.</summary>
/// <param name="StartShift">Sessions the start is moved.</param>
/// <param name="Phase">Phase of the rebalance rule, see <see cref="RebalanceRule.Phase"/>.</param>
/// <param name="Delay">Sessions between what a decision knows and the close at which it is taken.</param>
/// <param name="CostMultiple">Of slippage and commission.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RobustnessVariant(int StartShift, int Phase, int Delay, double CostMultiple);

/// <summary>What became of one variant.</summary>
/// <param name="Variant">Which.</param>
/// <param name="RunId">Of the variant as a run of its own.</param>
/// <param name="Metrics">Keys of <c>metrics_json</c>; empty where the variant failed.</param>
/// <param name="Failure">Why it failed, or null.</param>
public sealed record RobustnessCell(RobustnessVariant Variant, string RunId, IReadOnlyDictionary<string, double> Metrics, string? Failure)
{
    /// <summary>NaN where the variant has no such number.</summary>
    public double this[string metric] => Metrics.TryGetValue(metric, out var value) ? value : double.NaN;

    internal static RobustnessCell Of(RobustnessVariant variant, SleeveResult result) => result is SleeveRun run
        ? new RobustnessCell(variant, run.RunId, run.Metrics, null)
        : new RobustnessCell(variant, result.RunId, new Dictionary<string, double>(StringComparer.Ordinal), ((SleeveFailure)result).Reason);
}
