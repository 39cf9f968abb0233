using Prometheus.Core.Options;
using Prometheus.Meta.Scoring;

namespace Prometheus.Meta.Selection;

/// <summary>Chooses among finished runs, one a sleeve; it never runs one.</summary>
/// <remarks>
/// Runs compete that end on or before the as-of date and share one range: the newest, unless the options name another. Metrics of different
/// ranges cannot be compared. Where a sleeve was run several times over the range (other options, corrected data), its best run stands
/// for it and the others are kept as candidates with that reason. The order in which runs are given changes nothing.
/// </remarks>
/// <example>
/// <code>
/// var meta = new MetaOrchestrator(runs, new SelectionOptions { AsOf = new DateOnly(2024, 12, 31) });
/// foreach (var sleeve in meta.SelectTopSleevesLambdaUplift("US_EQ_CORE_LONG_EQ", 3))
///     Console.WriteLine(sleeve.SleeveId);
/// </code>
/// </example>
public sealed class MetaOrchestrator
{
    private readonly ScoredRun[] _runs;
    private readonly SelectionOptions _options;

    /// <param name="runs">Any finished runs, of any strategy and range.</param>
    /// <param name="options">Which of them compete.</param>
    public MetaOrchestrator(IEnumerable<ScoredRun> runs, SelectionOptions options)
    {
        OptionRules.Require(options);
        _options = options;
        _runs = [.. runs.DistinctBy(r => r.RunId)];
    }

    /// <summary>The <paramref name="k"/> sleeves of the highest Sharpe ratio, then return, then shallowest drawdown. <paramref name="k"/> ≤ 0 is none.</summary>
    public IReadOnlyList<ScoredRun> SelectTopSleeves(string strategyId, int k) => Select(SelectionRule.Sharpe, strategyId, k).Selected;

    /// <summary>The sleeves that gain most on days of high λ. Needs λ on at least three days.</summary>
    public IReadOnlyList<ScoredRun> SelectTopSleevesLambdaUplift(string strategyId, int k) => Select(SelectionRule.LambdaUplift, strategyId, k).Selected;

    /// <summary>The sleeves that depend least on λ among those above the floors of Sharpe ratio and return.</summary>
    public IReadOnlyList<ScoredRun> SelectTopSleevesLambdaRobust(string strategyId, int k) => Select(SelectionRule.LambdaRobust, strategyId, k).Selected;

    /// <summary>The sleeves whose books resemble the scenarios most. Needs <c>stab_*</c> metrics on a day at least.</summary>
    public IReadOnlyList<ScoredRun> SelectTopSleevesStabExposed(string strategyId, int k) => Select(SelectionRule.StabExposed, strategyId, k).Selected;

    /// <summary>The sleeves whose books kept farthest from the scenarios among those above the floors of Sharpe ratio and return.</summary>
    public IReadOnlyList<ScoredRun> SelectTopSleevesStabRobust(string strategyId, int k) => Select(SelectionRule.StabRobust, strategyId, k).Selected;

    /// <summary>The whole selection: every candidate with its rank or the reason why it has none.</summary>
    public SleeveSelection Select(SelectionRule rule, string strategyId, int k)
    {
        var ranked = new List<Candidate>();
        var unranked = new List<Candidate>();
        var standsFor = new Dictionary<string, string>(StringComparer.Ordinal);
        var judged = Competing(strategyId).Select(run => (Run: run, Reason: Eligibility.ReasonAgainst(run, rule, _options))).ToArray();
        foreach (var run in judged.Where(j => j.Reason is null).Select(j => j.Run).OrderBy(r => RankKey.Of(r, rule)))
        {
            if (standsFor.TryAdd(run.SleeveId, run.RunId))
                ranked.Add(new Candidate(run, ranked.Count + 1, null));
            else
                unranked.Add(new Candidate(run, null, $"run {Short(standsFor[run.SleeveId])} of the same sleeve ranks higher"));
        }

        unranked.AddRange(judged.Where(j => j.Reason is not null).Select(j => new Candidate(j.Run, null, j.Reason)));
        unranked.Sort((a, b) => string.CompareOrdinal(a.Run.SleeveId, b.Run.SleeveId) is var order and not 0 ? order : string.CompareOrdinal(a.Run.RunId, b.Run.RunId));
        return new SleeveSelection(strategyId, rule, k, _options, [.. ranked, .. unranked]);
    }

    /// <summary>As far as a person tells run ids apart.</summary>
    private static string Short(string runId) => runId.Length > 8 ? runId[..8] : runId;

    /// <summary>Runs of one range: the one asked for, else the newest by end, then start.</summary>
    private ScoredRun[] Competing(string strategyId)
    {
        var known = _runs.Where(r => r.StrategyId == strategyId && r.End <= _options.AsOf
            && (_options.MarketId is null || r.MarketId == _options.MarketId)
            && (_options.Start is null || r.Start == _options.Start)
            && (_options.End is null || r.End == _options.End)).ToArray();
        if (known.Length == 0)
            return known;
        var newest = known.Max(r => (r.End, r.Start));
        return known.Where(r => (r.End, r.Start) == newest).ToArray();
    }
}

/// <summary>A run that competed.</summary>
/// <param name="Run">The run and its scores.</param>
/// <param name="Rank">1 is best; null where it was not eligible.</param>
/// <param name="Reason">Why it was not eligible; null where it was.</param>
public sealed record Candidate(ScoredRun Run, int? Rank, string? Reason);

/// <summary>One selection, complete: what was asked, every run that competed, and which sleeves were chosen.</summary>
/// <param name="StrategyId">Whose sleeves.</param>
/// <param name="Rule">By what.</param>
/// <param name="TopK">How many were asked for.</param>
/// <param name="Options">Which runs competed.</param>
/// <param name="Candidates">By rank; then those not eligible by sleeve and run id.</param>
public sealed record SleeveSelection(string StrategyId, SelectionRule Rule, int TopK, SelectionOptions Options, IReadOnlyList<Candidate> Candidates)
{
    /// <summary>Best first; fewer than asked where fewer are eligible, none where none is.</summary>
    public IReadOnlyList<ScoredRun> Selected
        => [.. Candidates.Where(c => c.Rank is { } rank && rank <= TopK).Select(c => c.Run)];

    /// <summary>The best sleeve not chosen; null where all eligible ones were.</summary>
    public ScoredRun? RunnerUp => Candidates.FirstOrDefault(c => c.Rank is { } rank && rank == Math.Max(TopK, 0) + 1)?.Run;
}

/// <summary>Which runs compete, and from where on a rule takes them seriously.</summary>
public sealed record SelectionOptions
{
    /// <summary>The decision is made at the close of this date: a run that ends later does not exist for it.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Only runs of this market; null is any.</summary>
    public string? MarketId { get; init; }

    /// <summary>Only runs that start here; null with <see cref="End"/> null is the newest range there is.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Only runs that end here.</summary>
    public DateOnly? End { get; init; }

    /// <summary>λ rules: fewer days with λ cannot fill three buckets.</summary>
    [Range(0, 1e6, Unit = "sessions")]
    public double MinimumLambdaDays { get; init; } = 3;

    /// <summary>λ-robust and STAB-robust: the Sharpe ratio must lie above, since a sleeve that never trades is robust and useless.</summary>
    [Range(-1_000, 1_000)]
    public double SharpeFloor { get; init; }

    /// <summary>λ-robust and STAB-robust: the cumulative return must lie above.</summary>
    [Range(-1, 1e6, Unit = "fraction")]
    public double ReturnFloor { get; init; }
}
