using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Prometheus.Core.Panels;

namespace Prometheus.Core.Numerics;

/// <summary>
/// The greatest observed value of a window. A maximum does not depend on grouping, so windows are joined from maxima over powers of two
/// rows: about log₂(window) comparisons a cell. NaN rule: unobserved cells are skipped; fewer observed cells than the minimum give NaN.
/// </summary>
public static class RollingMaximum
{
    /// <param name="values">NaN where unobserved.</param>
    /// <param name="window">Sessions looked back, the row itself included; the first rows have shorter windows.</param>
    /// <param name="minimum">Least observed cells, at least 1.</param>
    /// <param name="region">Cells to write.</param>
    /// <param name="maximum">The result.</param>
    public static void Compute(Panel values, int window, int minimum, PanelRegion region, double[] maximum)
    {
        region.RequireInside(values, maximum.Length);
        if (region.FirstRow == region.EndRow)
            return;
        var start = Math.Max(0, region.FirstRow - window + 1);
        var scratch = ArrayPool<double>.Shared.Rent((region.EndRow - start) * PairLane.Width);
        var frame = new Frame(values, window, Math.Max(1, minimum), start, region.FirstRow, region.EndRow, maximum);
        var column = region.FirstColumn;
        for (; column <= region.EndColumn - PairLane.Width; column += PairLane.Width)
            Columns<PairLane>(frame, column, scratch);
        for (; column <= region.EndColumn - WideLane.Width; column += WideLane.Width)
            Columns<WideLane>(frame, column, scratch);
        for (; column < region.EndColumn; column++)
            Columns<NarrowLane>(frame, column, scratch);
        ArrayPool<double>.Shared.Return(scratch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<T>(in Frame frame, int column, double[] scratch)
        where T : struct, ILane<T>
    {
        ref var values = ref MemoryMarshal.GetReference(frame.Values);
        ref var maxima = ref MemoryMarshal.GetReference(frame.Maximum);
        ref var joined = ref MemoryMarshal.GetArrayDataReference(scratch);
        nint stride = frame.Stride;
        nint width = T.Width;
        nint rows = frame.EndRow - frame.Start;
        var (zero, one, nan, lowest) = (T.All(0), T.All(1), T.All(double.NaN), T.All(double.NegativeInfinity));
        for (nint i = 0; i < rows; i++)
        {
            var x = T.Load(ref values, ((frame.Start + i) * stride) + column);
            T.Select(T.Observed(x), x, lowest).Store(ref joined, i * width);
        }

        // After the step of `span`, entry i holds the maximum of the 2·span rows that end at i; descending i reads entries not yet joined.
        nint longest = (nint)BitOperations.RoundUpToPowerOf2((uint)frame.Window + 1) / 2;
        for (nint span = 1; span < longest; span *= 2)
        {
            for (var i = rows - 1; i >= span; i--)
                Greatest(T.Load(ref joined, i * width), T.Load(ref joined, (i - span) * width)).Store(ref joined, i * width);
        }

        // The count is a sum of ones and stays exact, so here it may run along.
        var count = zero;
        for (nint i = 0; i < rows; i++)
        {
            var at = ((frame.Start + i) * stride) + column;
            count += T.Observed(T.Load(ref values, at)) & one;
            if (i >= frame.Window)
                count -= T.Observed(T.Load(ref values, at - (frame.Window * stride))) & one;
            if (frame.Start + i < frame.FirstRow)
                continue;
            var early = Math.Max(0, i - (frame.Window - longest));
            var greatest = Greatest(T.Load(ref joined, i * width), T.Load(ref joined, early * width));
            T.Select(T.AtLeast(count, T.All(frame.Minimum)), greatest, nan).Store(ref maxima, at);
        }

        static T Greatest(T a, T b) => T.Select(T.Greater(b, a), b, a);
    }

    private readonly ref struct Frame(Panel values, int window, int minimum, int start, int firstRow, int endRow, double[] maximum)
    {
        public readonly ReadOnlySpan<double> Values = values.Values;
        public readonly Span<double> Maximum = maximum;
        public readonly int Stride = values.Columns;
        public readonly int Window = window;
        public readonly int Minimum = minimum;
        public readonly int Start = start;
        public readonly int FirstRow = firstRow;
        public readonly int EndRow = endRow;
    }
}
