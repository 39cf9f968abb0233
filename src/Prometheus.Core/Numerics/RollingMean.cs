using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Prometheus.Core.Panels;

namespace Prometheus.Core.Numerics;

/// <summary>
/// Mean of the observed values of a window, or of the products of two panels (close × volume). Every window is recomputed.
/// NaN rule: a cell counts where it (or both factors) is observed; fewer cells than the minimum give NaN.
/// </summary>
public static class RollingMean
{
    /// <param name="values">NaN where unobserved.</param>
    /// <param name="window">Sessions looked back, the row itself included; the first rows have shorter windows.</param>
    /// <param name="minimum">Least observed cells, at least 1.</param>
    /// <param name="region">Cells to write.</param>
    /// <param name="mean">The result.</param>
    public static void Compute(Panel values, int window, int minimum, PanelRegion region, double[] mean)
    {
        region.RequireInside(values, mean.Length);
        Run(new Frame(values.Values, [], values.Columns, window, Math.Max(1, minimum), mean), region);
    }

    /// <summary>The same of <paramref name="left"/> × <paramref name="right"/>.</summary>
    public static void ComputeOfProducts(Panel left, Panel right, int window, int minimum, PanelRegion region, double[] mean)
    {
        region.RequireInside(left, right.Values.Length, mean.Length);
        Run(new Frame(left.Values, right.Values, left.Columns, window, Math.Max(1, minimum), mean), region);
    }

    private static void Run(in Frame frame, PanelRegion region)
    {
        var column = region.FirstColumn;
        for (; column <= region.EndColumn - PairLane.Width; column += PairLane.Width)
            Columns<PairLane>(frame, region.FirstRow, region.EndRow, column);
        for (; column <= region.EndColumn - WideLane.Width; column += WideLane.Width)
            Columns<WideLane>(frame, region.FirstRow, region.EndRow, column);
        for (; column < region.EndColumn; column++)
            Columns<NarrowLane>(frame, region.FirstRow, region.EndRow, column);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<T>(in Frame frame, int firstRow, int endRow, int column)
        where T : struct, ILane<T>
    {
        ref var left = ref MemoryMarshal.GetReference(frame.Left);
        ref var right = ref MemoryMarshal.GetReference(frame.Right);
        ref var means = ref MemoryMarshal.GetReference(frame.Mean);
        var products = !frame.Right.IsEmpty;
        nint stride = frame.Stride;
        var (zero, one, nan) = (T.All(0), T.All(1), T.All(double.NaN));
        for (var row = firstRow; row < endRow; row++)
        {
            var (count, sum) = (zero, zero);
            var to = (row * stride) + column;
            for (var at = (Math.Max(0, row - frame.Window + 1) * stride) + column; at <= to; at += stride)
            {
                var x = T.Load(ref left, at);
                if (products)
                    x *= T.Load(ref right, at);
                var observed = T.Observed(x);
                count += observed & one;
                sum += T.Select(observed, x, zero);
            }

            T.Select(T.AtLeast(count, T.All(frame.Minimum)), sum / count, nan).Store(ref means, to);
        }
    }

    private readonly ref struct Frame(
        ReadOnlySpan<double> left, ReadOnlySpan<double> right, int stride, int window, int minimum, double[] mean)
    {
        public readonly ReadOnlySpan<double> Left = left;
        public readonly ReadOnlySpan<double> Right = right;
        public readonly Span<double> Mean = mean;
        public readonly int Stride = stride;
        public readonly int Window = window;
        public readonly int Minimum = minimum;
    }
}
