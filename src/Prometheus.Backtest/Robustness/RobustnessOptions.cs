using Prometheus.Core.Errors;

namespace Prometheus.Backtest.Robustness;

/// <summary>Which accidents of a backtest are varied. Every combination is run, so the sizes multiply.</summary>
public sealed record RobustnessOptions
{
    public static RobustnessOptions Default { get; } = new();

    /// <summary>The start is moved by 0 … this many sessions.</summary>
    public int StartShifts { get; init; } = 4;

    /// <summary>Sessions between what a decision knows and the close at which it is taken.</summary>
    public IReadOnlyList<int> Delays { get; init; } = [0, 1];

    /// <summary>Slippage and commission are multiplied by each of these.</summary>
    public IReadOnlyList<double> CostMultiples { get; init; } = [0, 1, 2, 5];

    /// <summary>All phases of the rebalance rule, or only the one the sleeve names.</summary>
    public bool AllPhases { get; init; } = true;

    /// <exception cref="UserError">A value outside its range, or a list without values or with one twice.</exception>
    public void Validate()
    {
        Guard.InRange(StartShifts, 0, 250, "start shifts");
        if (Delays.Count == 0 || Delays.Distinct().Count() != Delays.Count)
            throw new UserError($"delays must name each delay once, found '{string.Join(",", Delays)}'");
        foreach (var delay in Delays)
            Guard.InRange(delay, 0, 20, "a delay");
        if (CostMultiples.Count == 0 || CostMultiples.Distinct().Count() != CostMultiples.Count)
            throw new UserError($"cost multiples must name each multiple once, found '{string.Join(",", CostMultiples.Select(m => FormattableString.Invariant($"{m}")))}'");
        foreach (var multiple in CostMultiples)
            Guard.InRange(multiple, 0, 100, "a cost multiple");
    }
}
