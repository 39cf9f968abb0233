using Prometheus.Core.Options;

namespace Prometheus.Backtest.Robustness;

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
