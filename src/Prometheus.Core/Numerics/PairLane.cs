using System.Runtime.CompilerServices;

namespace Prometheus.Core.Numerics;

/// <summary>Two vectors of columns at once: sums are chains of dependent additions, and two chains hide each other's latency.</summary>
internal readonly struct PairLane : ILane<PairLane>
{
    private readonly WideLane _a;
    private readonly WideLane _b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PairLane(WideLane a, WideLane b)
    {
        _a = a;
        _b = b;
    }

    public static int Width => 2 * WideLane.Width;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLane Load(ref double source, nint offset)
        => new(WideLane.Load(ref source, offset), WideLane.Load(ref source, offset + WideLane.Width));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLane All(double value) => new(WideLane.All(value), WideLane.All(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLane operator +(PairLane x, PairLane y) => new(x._a + y._a, x._b + y._b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLane operator -(PairLane x, PairLane y) => new(x._a - y._a, x._b - y._b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLane operator *(PairLane x, PairLane y) => new(x._a * y._a, x._b * y._b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLane operator /(PairLane x, PairLane y) => new(x._a / y._a, x._b / y._b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLane operator &(PairLane x, PairLane y) => new(x._a & y._a, x._b & y._b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLane operator |(PairLane x, PairLane y) => new(x._a | y._a, x._b | y._b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLane Sqrt(PairLane x) => new(WideLane.Sqrt(x._a), WideLane.Sqrt(x._b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLane Observed(PairLane x) => new(WideLane.Observed(x._a), WideLane.Observed(x._b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLane Greater(PairLane x, PairLane y) => new(WideLane.Greater(x._a, y._a), WideLane.Greater(x._b, y._b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLane AtLeast(PairLane x, PairLane y) => new(WideLane.AtLeast(x._a, y._a), WideLane.AtLeast(x._b, y._b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllObserved(PairLane x) => WideLane.AllObserved(x._a) && WideLane.AllObserved(x._b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PairLane Select(PairLane mask, PairLane yes, PairLane no)
        => new(WideLane.Select(mask._a, yes._a, no._a), WideLane.Select(mask._b, yes._b, no._b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination, nint offset)
    {
        _a.Store(ref destination, offset);
        _b.Store(ref destination, offset + WideLane.Width);
    }
}
