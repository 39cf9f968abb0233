using System.Numerics;
using Prometheus.Core.Numerics;

namespace Prometheus.Scenarios;

/// <summary>
/// What a book would have made on every path of a set, bought at its beginning and held: Σ wᵢ·Rᵢ over the names present in the path, equity 1.
/// All numbers are signed returns, losses negative.
/// </summary>
/// <param name="PathReturns">One a path; NaN where none of the book's names is present.</param>
/// <param name="Mean">Over the observed paths; NaN where there is none, as in the other members.</param>
/// <param name="Minimum">The worst path.</param>
/// <param name="Maximum">The best path.</param>
/// <param name="Var95">The k-th smallest of n, k = max(⌊0.05·n⌋ − 1, 0) counted from 0.</param>
/// <param name="Es95">Mean of the k + 1 smallest.</param>
/// <param name="NumPaths">Observed paths, n.</param>
/// <param name="Coverage">
/// Share of |weight| that is present, averaged over all paths: a name the set does not know counts as missing. 1 for an empty book.
/// </param>
public sealed record ScenarioRisk(
    double[] PathReturns, double Mean, double Minimum, double Maximum, double Var95, double Es95, int NumPaths, double Coverage)
{
    private const double Tail = 0.05;

    /// <param name="instruments">Ids of the book, each once, in any order.</param>
    /// <param name="weights">Fractions of equity, as many.</param>
    public static ScenarioRisk Of(ReadOnlySpan<string> instruments, ReadOnlySpan<double> weights, ScenarioSet set)
    {
        var columns = new int[instruments.Length];
        for (var k = 0; k < columns.Length; k++)
            columns[k] = set.Instruments.IndexOf(instruments[k]);
        var ordered = weights.ToArray();
        Array.Sort(columns, ordered); // one order of summation, whatever the caller's
        return Of(columns, ordered, set.Totals);
    }

    /// <param name="columns">Columns of the set, ascending; −1 for a name it does not know.</param>
    /// <param name="weights">Fractions of equity, as many.</param>
    public static ScenarioRisk Of(ReadOnlySpan<int> columns, ReadOnlySpan<double> weights, ScenarioTotals totals)
    {
        var returns = new double[totals.Paths];
        var sometimes = new double[totals.Paths];
        var (gross, always) = (0.0, 0.0);
        for (var k = 0; k < columns.Length; k++)
        {
            var size = Math.Abs(weights[k]);
            gross += size;
            if (size == 0 || columns[k] < 0 || totals.PresentIn(columns[k]) == 0)
                continue;
            var whole = totals.PresentIn(columns[k]) == totals.Paths;
            always += whole ? size : 0;
            if (whole)
                Add(returns, totals.Of(columns[k]), weights[k]);
            else
                AddPresent(returns, sometimes, totals.Of(columns[k]), weights[k], size);
        }

        return Summarise(returns, sometimes, gross, always);
    }

    private static ScenarioRisk Summarise(double[] returns, double[] sometimes, double gross, double always)
    {
        for (var p = 0; p < returns.Length; p++)
        {
            if (gross > 0 && always + sometimes[p] == 0)
                returns[p] = double.NaN;
        }

        var coverage = gross > 0 ? (always + (LaneSum.Sum(sometimes) / sometimes.Length)) / gross : 1;
        var room = new double[returns.Length];
        var observed = room.AsSpan(0, LaneSum.Compact(returns, room));
        var count = observed.Length;
        var mean = count == 0 ? double.NaN : LaneSum.Sum(observed) / count;
        var tail = ScenarioTail.Of(returns, Tail, room);
        return count == 0
            ? new ScenarioRisk(returns, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 0, coverage)
            : new ScenarioRisk(returns, mean, room[0], room[count - 1], tail.Var, tail.Es, count, coverage);
    }

    /// <summary>Across paths, name after name: the width of the vector changes nothing.</summary>
    private static void Add(Span<double> returns, ReadOnlySpan<double> totals, double weight)
    {
        var lanes = Vector<double>.Count;
        var w = new Vector<double>(weight);
        var p = 0;
        for (; p <= returns.Length - lanes; p += lanes)
            (new Vector<double>(returns[p..]) + (w * new Vector<double>(totals[p..]))).CopyTo(returns[p..]);
        for (; p < returns.Length; p++)
            returns[p] += weight * totals[p];
    }

    private static void AddPresent(Span<double> returns, Span<double> present, ReadOnlySpan<double> totals, double weight, double size)
    {
        for (var p = 0; p < returns.Length; p++)
        {
            if (double.IsNaN(totals[p]))
                continue;
            returns[p] += weight * totals[p];
            present[p] += size;
        }
    }
}
