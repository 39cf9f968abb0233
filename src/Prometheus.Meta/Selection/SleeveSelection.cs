using Prometheus.Meta.Scoring;

namespace Prometheus.Meta.Selection;

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
