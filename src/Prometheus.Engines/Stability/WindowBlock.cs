using System.Numerics;
using System.Runtime.CompilerServices;
using Prometheus.Core.Panels;

namespace Prometheus.Engines.Stability;

/// <summary>
/// The log total-return index of eight neighbouring instruments, copied side by side so that a trailing window is contiguous memory, and the
/// statistics of the window that ends at a row. Instruments are the lanes of a vector: every lane adds its own rows in time order, so the
/// result has the same bits at any vector width. Each window is evaluated afresh; nothing runs from one to the next.
/// </summary>
internal sealed class WindowBlock
{
    public const int Width = 8;

    private readonly int _window;
    private readonly double[] _values;

    public WindowBlock(int sessions, int window)
    {
        _window = window;
        _values = new double[sessions * Width];
    }

    /// <summary>Observed closes in the window.</summary>
    public double[] Observations { get; } = new double[Width];

    /// <summary>Log returns whose both closes lie in the window.</summary>
    public double[] Returns { get; } = new double[Width];

    /// <summary>Σ(l − mean)² of those returns.</summary>
    public double[] SquaredDeviations { get; } = new double[Width];

    /// <summary>Deepest fall from the window's running peak, in logs, ≤ 0.</summary>
    public double[] Drawdown { get; } = new double[Width];

    /// <summary>Log index at the first observed close of the window.</summary>
    public double[] First { get; } = new double[Width];

    /// <summary>Log index at the last observed close of the window.</summary>
    public double[] Last { get; } = new double[Width];

    /// <summary>Copies <paramref name="width"/> columns from <paramref name="firstColumn"/> on; missing lanes are NaN.</summary>
    public void Load(Panel logIndex, int firstColumn, int width)
    {
        _values.AsSpan().Fill(double.NaN);
        for (var t = 0; t < logIndex.Sessions; t++)
            logIndex.Row(t).Slice(firstColumn, width).CopyTo(_values.AsSpan(t * Width));
    }

    /// <summary>Fills the statistics of the window that ends at row <paramref name="t"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Evaluate(int t)
    {
        var from = Math.Max(0, t - _window + 1);
        var rows = _values.AsSpan(from * Width, (t - from + 1) * Width);
        var lane = 0;
        for (; lane <= Width - Vector<double>.Count; lane += Vector<double>.Count)
            EvaluateLanes(rows, lane);
        for (; lane < Width; lane++)
            EvaluateLane(rows, lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EvaluateLanes(ReadOnlySpan<double> rows, int lane)
    {
        var (zero, one, none) = (Vector<double>.Zero, Vector<double>.One, new Vector<double>(double.NaN));
        var (observations, returns, sum, drawdown) = (zero, zero, zero, zero);
        var (first, previous) = (none, none);
        var peak = new Vector<double>(double.NegativeInfinity);
        for (var r = lane; r < rows.Length; r += Width)
        {
            var x = new Vector<double>(rows[r..]);
            var observed = Vector.Equals(x, x);
            var change = x - previous;
            var valid = Vector.Equals(change, change);
            sum += Vector.ConditionalSelect(valid, change, zero);
            returns += Vector.ConditionalSelect(valid, one, zero);
            first = Vector.ConditionalSelect(Vector.Equals(first, first), first, x);
            peak = Vector.ConditionalSelect(Vector.GreaterThan(x, peak), x, peak);
            var fall = x - peak;
            drawdown = Vector.ConditionalSelect(Vector.LessThan(fall, drawdown), fall, drawdown);
            previous = Vector.ConditionalSelect(observed, x, previous);
            observations += Vector.ConditionalSelect(observed, one, zero);
        }

        var mean = sum / returns;
        var squares = zero;
        previous = none;
        for (var r = lane; r < rows.Length; r += Width)
        {
            var x = new Vector<double>(rows[r..]);
            var deviation = (x - previous) - mean;
            squares += Vector.ConditionalSelect(Vector.Equals(deviation, deviation), deviation * deviation, zero);
            previous = Vector.ConditionalSelect(Vector.Equals(x, x), x, previous);
        }

        observations.CopyTo(Observations, lane);
        returns.CopyTo(Returns, lane);
        squares.CopyTo(SquaredDeviations, lane);
        drawdown.CopyTo(Drawdown, lane);
        first.CopyTo(First, lane);
        previous.CopyTo(Last, lane);
    }

    private void EvaluateLane(ReadOnlySpan<double> rows, int lane)
    {
        var (observations, returns, sum, drawdown) = (0.0, 0.0, 0.0, 0.0);
        var (first, previous, peak) = (double.NaN, double.NaN, double.NegativeInfinity);
        for (var r = lane; r < rows.Length; r += Width)
        {
            var x = rows[r];
            var change = x - previous;
            if (!double.IsNaN(change))
            {
                sum += change;
                returns += 1;
            }

            if (double.IsNaN(x))
                continue;
            first = double.IsNaN(first) ? x : first;
            peak = x > peak ? x : peak;
            drawdown = x - peak < drawdown ? x - peak : drawdown;
            previous = x;
            observations += 1;
        }

        var mean = sum / returns;
        var squares = 0.0;
        previous = double.NaN;
        for (var r = lane; r < rows.Length; r += Width)
        {
            var deviation = (rows[r] - previous) - mean;
            if (!double.IsNaN(deviation))
                squares += deviation * deviation;
            previous = double.IsNaN(rows[r]) ? previous : rows[r];
        }

        (Observations[lane], Returns[lane], SquaredDeviations[lane]) = (observations, returns, squares);
        (Drawdown[lane], First[lane], Last[lane]) = (drawdown, first, previous);
    }
}
