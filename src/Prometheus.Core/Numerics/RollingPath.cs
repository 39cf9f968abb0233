using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Prometheus.Core.Panels;

namespace Prometheus.Core.Numerics;

/// <summary>
/// What one window of a log price path says: volatility of its log returns, deepest fall below a running peak, and total move. Every
/// window is recomputed in two passes. NaN rule: unobserved cells are skipped; fewer observed closes than the minimum give NaN.
/// </summary>
public static class RollingPath
{
    /// <param name="logIndex">Log total-return index, NaN where there is no close.</param>
    /// <param name="log">Log return since the previous observed close. The first observed return of a window is left out: it began before it.</param>
    /// <param name="window">Sessions looked back, the row itself included; the first rows have shorter windows.</param>
    /// <param name="minimum">Least observed closes, at least 3.</param>
    /// <param name="region">Cells to write.</param>
    /// <param name="sigma">Sample standard deviation (n − 1) of the log returns inside the window, daily.</param>
    /// <param name="logDrawdown">Least value of ln C_t − max over s ≤ t of ln C_s inside the window, ≤ 0.</param>
    /// <param name="logTrend">ln(last observed close / first observed close) of the window.</param>
    public static void Compute(
        Panel logIndex, Panel log, int window, int minimum, PanelRegion region, double[] sigma, double[] logDrawdown, double[] logTrend)
    {
        region.RequireInside(logIndex, log.Values.Length, sigma.Length, logDrawdown.Length, logTrend.Length);
        var frame = new Frame(logIndex, log, window, Math.Max(3, minimum), sigma, logDrawdown, logTrend);
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
        ref var index = ref MemoryMarshal.GetReference(frame.Index);
        ref var log = ref MemoryMarshal.GetReference(frame.Log);
        ref var sigmas = ref MemoryMarshal.GetReference(frame.Sigma);
        ref var drawdowns = ref MemoryMarshal.GetReference(frame.Drawdown);
        ref var trends = ref MemoryMarshal.GetReference(frame.Trend);
        nint stride = frame.Stride;
        var (one, nan, minimum) = (T.All(1), T.All(double.NaN), T.All(frame.Minimum));
        var complete = 0; // consecutive rows, up to the present one, in which every lane is observed
        for (var row = Math.Max(0, firstRow - frame.Window + 1); row < endRow; row++)
        {
            var to = (row * stride) + column;
            complete = T.AllObserved(T.Load(ref index, to)) ? complete + 1 : 0;
            if (row < firstRow)
                continue;
            var rows = Math.Min(row + 1, frame.Window);
            var from = to - ((rows - 1) * stride);
            T count, squares, deepest, trend;
            if (complete >= rows)
                (count, squares, deepest, trend) = CompleteWindow<T>(ref index, ref log, from, to, stride, rows);
            else
                (count, squares, deepest, trend) = HoledWindow<T>(ref index, ref log, from, to, stride);
            var enough = T.AtLeast(count, minimum);
            T.Select(enough, T.Sqrt(squares / (count - one - one)), nan).Store(ref sigmas, to);
            T.Select(enough, deepest, nan).Store(ref drawdowns, to);
            T.Select(enough, trend, nan).Store(ref trends, to);
        }
    }

    /// <summary>The operations of <see cref="HoledWindow"/> without the masks, for a window in which they would all be set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Count, T Squares, T Deepest, T Trend) CompleteWindow<T>(
        ref double index, ref double log, nint from, nint to, nint stride, int rows)
        where T : struct, ILane<T>
    {
        var (sum, squares, deepest) = (T.All(0), T.All(0), T.All(0));
        var first = T.Load(ref index, from);
        var peak = first;
        for (var at = from + stride; at <= to; at += stride)
        {
            var level = T.Load(ref index, at);
            sum += T.Load(ref log, at);
            peak = T.Select(T.Greater(level, peak), level, peak);
            var fall = level - peak;
            deepest = T.Select(T.Greater(deepest, fall), fall, deepest);
        }

        var mean = sum / T.All(rows - 1);
        for (var at = from + stride; at <= to; at += stride)
        {
            var deviation = T.Load(ref log, at) - mean;
            squares += deviation * deviation;
        }

        return (T.All(rows), squares, deepest, T.Load(ref index, to) - first);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Count, T Squares, T Deepest, T Trend) HoledWindow<T>(ref double index, ref double log, nint from, nint to, nint stride)
        where T : struct, ILane<T>
    {
        var (zero, one) = (T.All(0), T.All(1));
        var (count, sum, seen, first, last) = (zero, zero, zero, zero, zero);
        var (peak, deepest) = (T.All(double.NegativeInfinity), zero);
        for (var at = from; at <= to; at += stride)
        {
            var level = T.Load(ref index, at);
            var observed = T.Observed(level);
            count += observed & one;
            sum += T.Select(observed & seen, T.Load(ref log, at), zero);
            first = T.Select(seen, first, level);
            last = T.Select(observed, level, last);
            seen |= observed;
            peak = T.Select(T.Greater(level, peak), level, peak);
            var fall = level - peak;
            deepest = T.Select(T.Greater(deepest, fall), fall, deepest);
        }

        var mean = sum / (count - one);
        var (squares, began) = (zero, zero);
        for (var at = from; at <= to; at += stride)
        {
            var observed = T.Observed(T.Load(ref index, at));
            var deviation = T.Select(observed & began, T.Load(ref log, at) - mean, zero);
            squares += deviation * deviation;
            began |= observed;
        }

        return (count, squares, deepest, last - first);
    }

    private readonly ref struct Frame(Panel index, Panel log, int window, int minimum, double[] sigma, double[] drawdown, double[] trend)
    {
        public readonly ReadOnlySpan<double> Index = index.Values;
        public readonly ReadOnlySpan<double> Log = log.Values;
        public readonly Span<double> Sigma = sigma;
        public readonly Span<double> Drawdown = drawdown;
        public readonly Span<double> Trend = trend;
        public readonly int Stride = index.Columns;
        public readonly int Window = window;
        public readonly int Minimum = minimum;
    }
}
