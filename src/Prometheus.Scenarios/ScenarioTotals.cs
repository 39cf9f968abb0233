using System.Numerics;
using Prometheus.Core.Instruments;
using Prometheus.Core.Numerics;

namespace Prometheus.Scenarios;

/// <summary>What each path made of each name, held from its beginning to its end: Π(1 + r) − 1. NaN where the name is absent from the path.</summary>
public sealed class ScenarioTotals
{
    private readonly double[] _values;
    private readonly int[] _present;

    private ScenarioTotals(InstrumentAxis instruments, int paths, double[] values, int[] present)
    {
        Instruments = instruments;
        Paths = paths;
        _values = values;
        _present = present;
    }

    public InstrumentAxis Instruments { get; }

    public int Paths { get; }

    /// <summary>The totals of one name, path after path.</summary>
    public ReadOnlySpan<double> Of(int instrument) => _values.AsSpan(instrument * Paths, Paths);

    /// <summary>In how many paths the name is present.</summary>
    public int PresentIn(int instrument) => _present[instrument];

    /// <summary>
    /// Expected shortfall of each name: the mean of its ⌊tail·n⌋ worst totals of the n paths it is in, at least one (signed, losses negative);
    /// NaN for a name in no path.
    /// </summary>
    /// <param name="tail">For example 0.05.</param>
    /// <returns>In the order of <see cref="Instruments"/>.</returns>
    public double[] ExpectedShortfallByName(double tail)
    {
        var shortfalls = new double[Instruments.Count];
        var sorted = new double[Paths];
        for (var i = 0; i < shortfalls.Length; i++)
            shortfalls[i] = ScenarioTail.Of(Of(i), tail, sorted).Es;
        return shortfalls;
    }

    internal static ScenarioTotals Compute(ScenarioSet set)
    {
        var (paths, names) = (set.Paths, set.Instruments.Count);
        var values = GC.AllocateUninitializedArray<double>(paths * names);
        var growth = new double[names];
        for (var path = 0; path < paths; path++)
        {
            growth.AsSpan().Fill(1);
            foreach (var day in set.DaysOf(path))
                Grow(growth, set.Panel.Row(day));
            for (var i = 0; i < names; i++)
                values[(i * paths) + path] = growth[i] - 1;
        }

        var present = new int[names];
        for (var i = 0; i < names; i++)
        {
            foreach (var value in values.AsSpan(i * paths, paths))
                present[i] += double.IsNaN(value) ? 0 : 1;
        }

        return new ScenarioTotals(set.Instruments, paths, values, present);
    }

    /// <summary>Across instruments, so that the width of the vector changes nothing.</summary>
    private static void Grow(Span<double> growth, ReadOnlySpan<double> returns)
    {
        var lanes = Vector<double>.Count;
        var i = 0;
        for (; i <= growth.Length - lanes; i += lanes)
            (new Vector<double>(growth[i..]) * (Vector<double>.One + new Vector<double>(returns[i..]))).CopyTo(growth[i..]);
        for (; i < growth.Length; i++)
            growth[i] *= 1 + returns[i];
    }
}

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
