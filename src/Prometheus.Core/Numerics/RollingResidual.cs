using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Prometheus.Core.Panels;

namespace Prometheus.Core.Numerics;

/// <summary>
/// Idiosyncratic volatility: the standard error of the regression of a name's returns on one common series over a window (OLS with
/// intercept, n − 2). Every window is recomputed in two passes. NaN rule: a pair counts where both sides are observed; fewer pairs than the
/// minimum give NaN.
/// </summary>
public static class RollingResidual
{
    /// <param name="returns">Returns of the names, NaN where unobserved.</param>
    /// <param name="common">The common series, one value a session.</param>
    /// <param name="window">Sessions looked back, the row itself included; the first rows have shorter windows.</param>
    /// <param name="minimum">Least pairs, at least 3.</param>
    /// <param name="region">Cells to write.</param>
    /// <param name="residual">Standard deviation of the residuals, daily.</param>
    public static void Compute(Panel returns, ReadOnlySpan<double> common, int window, int minimum, PanelRegion region, double[] residual)
    {
        region.RequireInside(returns, residual.Length);
        if (common.Length != returns.Sessions)
            throw new ArgumentException($"the common series needs {returns.Sessions} values, found {common.Length}", nameof(common));
        var (means, squares) = Moments(common, window, region);
        var frame = new Frame(returns, common, means, squares, window, Math.Max(3, minimum), residual);
        var column = region.FirstColumn;
        for (; column <= region.EndColumn - PairLane.Width; column += PairLane.Width)
            Columns<PairLane>(frame, region.FirstRow, region.EndRow, column);
        for (; column <= region.EndColumn - WideLane.Width; column += WideLane.Width)
            Columns<WideLane>(frame, region.FirstRow, region.EndRow, column);
        for (; column < region.EndColumn; column++)
            Columns<NarrowLane>(frame, region.FirstRow, region.EndRow, column);
    }

    /// <summary>Mean and squared deviations of the common series over each window, added in the order in which the lanes add theirs.</summary>
    private static (double[] Means, double[] Squares) Moments(ReadOnlySpan<double> common, int window, PanelRegion region)
    {
        var (means, squares) = (new double[region.EndRow], new double[region.EndRow]);
        for (var row = region.FirstRow; row < region.EndRow; row++)
        {
            var values = common[Math.Max(0, row - window + 1)..(row + 1)];
            var (sum, deviations) = (0.0, 0.0);
            foreach (var m in values)
                sum += m;
            var mean = sum / values.Length;
            foreach (var m in values)
                deviations += (m - mean) * (m - mean);
            (means[row], squares[row]) = (mean, deviations);
        }

        return (means, squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<T>(in Frame frame, int firstRow, int endRow, int column)
        where T : struct, ILane<T>
    {
        ref var returns = ref MemoryMarshal.GetReference(frame.Returns);
        ref var common = ref MemoryMarshal.GetReference(frame.Common);
        ref var residuals = ref MemoryMarshal.GetReference(frame.Residual);
        nint stride = frame.Stride;
        var (zero, two, nan, minimum) = (T.All(0), T.All(2), T.All(double.NaN), T.All(frame.Minimum));
        var complete = 0; // consecutive rows, up to the present one, in which every lane is paired
        for (var row = Math.Max(0, firstRow - frame.Window + 1); row < endRow; row++)
        {
            var at = (row * stride) + column;
            complete = T.AllObserved(T.Load(ref returns, at) + T.All(Unsafe.Add(ref common, row))) ? complete + 1 : 0;
            if (row < firstRow)
                continue;
            var rows = Math.Min(row + 1, frame.Window);
            T count, rr, rm, mm;
            if (complete >= rows)
            {
                (rr, rm) = CompleteWindow<T>(ref returns, ref common, row - rows + 1, row, stride, column, frame.Means[row]);
                (count, mm) = (T.All(rows), T.All(frame.Squares[row]));
            }
            else
            {
                (count, rr, rm, mm) = HoledWindow<T>(ref returns, ref common, row - rows + 1, row, stride, column);
            }

            var beta = T.Select(T.Greater(mm, zero), rm / mm, zero);
            var unexplained = rr - (beta * rm);
            unexplained = T.Select(T.Greater(unexplained, zero), unexplained, zero);
            T.Select(T.AtLeast(count, minimum), T.Sqrt(unexplained / (count - two)), nan).Store(ref residuals, at);
        }
    }

    /// <summary>
    /// The operations of <see cref="HoledWindow"/> without the masks, for a window in which they would all be set; then the common series has
    /// the same moments in every lane.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Squares, T Products) CompleteWindow<T>(
        ref double returns, ref double common, int first, int last, nint stride, int column, double meanCommon)
        where T : struct, ILane<T>
    {
        var sum = T.All(0);
        for (var s = first; s <= last; s++)
            sum += T.Load(ref returns, (s * stride) + column);
        var mean = sum / T.All(last - first + 1);
        var (rr, rm) = (T.All(0), T.All(0));
        for (var s = first; s <= last; s++)
        {
            var dr = T.Load(ref returns, (s * stride) + column) - mean;
            rr += dr * dr;
            rm += dr * T.All(Unsafe.Add(ref common, s) - meanCommon);
        }

        return (rr, rm);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Count, T Squares, T Products, T CommonSquares) HoledWindow<T>(
        ref double returns, ref double common, int first, int last, nint stride, int column)
        where T : struct, ILane<T>
    {
        var (zero, one) = (T.All(0), T.All(1));
        var (count, sumReturn, sumCommon) = (zero, zero, zero);
        for (var s = first; s <= last; s++)
        {
            var r = T.Load(ref returns, (s * stride) + column);
            var m = T.All(Unsafe.Add(ref common, s));
            var paired = T.Observed(r + m);
            count += paired & one;
            sumReturn += T.Select(paired, r, zero);
            sumCommon += T.Select(paired, m, zero);
        }

        var (meanReturn, meanCommon) = (sumReturn / count, sumCommon / count);
        var (rr, rm, mm) = (zero, zero, zero);
        for (var s = first; s <= last; s++)
        {
            var r = T.Load(ref returns, (s * stride) + column);
            var m = T.All(Unsafe.Add(ref common, s));
            var paired = T.Observed(r + m);
            var dr = T.Select(paired, r - meanReturn, zero);
            var dm = T.Select(paired, m - meanCommon, zero);
            rr += dr * dr;
            rm += dr * dm;
            mm += dm * dm;
        }

        return (count, rr, rm, mm);
    }

    private readonly ref struct Frame(
        Panel returns, ReadOnlySpan<double> common, double[] means, double[] squares, int window, int minimum, double[] residual)
    {
        public readonly ReadOnlySpan<double> Returns = returns.Values;
        public readonly ReadOnlySpan<double> Common = common;
        public readonly double[] Means = means;
        public readonly double[] Squares = squares;
        public readonly Span<double> Residual = residual;
        public readonly int Stride = returns.Columns;
        public readonly int Window = window;
        public readonly int Minimum = minimum;
    }
}
