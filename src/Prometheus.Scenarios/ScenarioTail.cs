using Prometheus.Core.Numerics;

namespace Prometheus.Scenarios;

/// <summary>
/// The lower tail of a sample as signed returns (sheet B §7.5): with k = max(⌊tail·n⌋ − 1, 0), VaR is the k-th smallest value counted from 0
/// and ES the mean of those up to it.
/// </summary>
internal readonly record struct ScenarioTail(double Var, double Es)
{
    /// <param name="values">NaN is left out.</param>
    /// <param name="sorted">Room for as many values.</param>
    /// <returns>NaN twice where nothing is observed.</returns>
    public static ScenarioTail Of(ReadOnlySpan<double> values, double tail, Span<double> sorted)
    {
        sorted = sorted[..LaneSum.Compact(values, sorted)];
        if (sorted.IsEmpty)
            return new ScenarioTail(double.NaN, double.NaN);
        sorted.Sort();
        var k = Math.Max((int)Math.Floor(tail * sorted.Length) - 1, 0);
        return new ScenarioTail(sorted[k], LaneSum.Sum(sorted[..(k + 1)]) / (k + 1));
    }
}
