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
        var frame = new Frame(returns, common, window, Math.Max(3, minimum), residual);
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
        ref var returns = ref MemoryMarshal.GetReference(frame.Returns);
        ref var common = ref MemoryMarshal.GetReference(frame.Common);
        ref var residuals = ref MemoryMarshal.GetReference(frame.Residual);
        nint stride = frame.Stride;
        var (zero, one, nan) = (T.All(0), T.All(1), T.All(double.NaN));
        for (var row = firstRow; row < endRow; row++)
        {
            var first = Math.Max(0, row - frame.Window + 1);
            var (count, sumReturn, sumCommon) = (zero, zero, zero);
            for (var s = first; s <= row; s++)
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
            for (var s = first; s <= row; s++)
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

            var beta = T.Select(T.Greater(mm, zero), rm / mm, zero);
            var unexplained = rr - (beta * rm);
            unexplained = T.Select(T.Greater(unexplained, zero), unexplained, zero);
            var deviation = T.Sqrt(unexplained / (count - T.All(2)));
            T.Select(T.AtLeast(count, T.All(frame.Minimum)), deviation, nan).Store(ref residuals, (row * stride) + column);
        }
    }

    private readonly ref struct Frame(Panel returns, ReadOnlySpan<double> common, int window, int minimum, double[] residual)
    {
        public readonly ReadOnlySpan<double> Returns = returns.Values;
        public readonly ReadOnlySpan<double> Common = common;
        public readonly Span<double> Residual = residual;
        public readonly int Stride = returns.Columns;
        public readonly int Window = window;
        public readonly int Minimum = minimum;
    }
}
