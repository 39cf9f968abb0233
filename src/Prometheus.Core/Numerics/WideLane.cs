using System.Numerics;
using System.Runtime.CompilerServices;

namespace Prometheus.Core.Numerics;

/// <summary>As many columns as the processor's vector holds.</summary>
internal readonly struct WideLane : ILane<WideLane>
{
    private readonly Vector<double> _x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private WideLane(Vector<double> x) => _x = x;

    public static int Width => Vector<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane Load(ref double source, nint offset) => new(Vector.LoadUnsafe(ref source, (nuint)offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane All(double value) => new(new Vector<double>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane operator +(WideLane a, WideLane b) => new(a._x + b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane operator -(WideLane a, WideLane b) => new(a._x - b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane operator *(WideLane a, WideLane b) => new(a._x * b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane operator /(WideLane a, WideLane b) => new(a._x / b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane operator &(WideLane a, WideLane b) => new(a._x & b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane operator |(WideLane a, WideLane b) => new(a._x | b._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane Sqrt(WideLane x) => new(Vector.SquareRoot(x._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane Observed(WideLane x) => new(Vector.AsVectorDouble(Vector.Equals(x._x, x._x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane Greater(WideLane a, WideLane b) => new(Vector.AsVectorDouble(Vector.GreaterThan(a._x, b._x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane AtLeast(WideLane a, WideLane b) => new(Vector.AsVectorDouble(Vector.GreaterThanOrEqual(a._x, b._x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllObserved(WideLane x) => Vector.EqualsAll(x._x, x._x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane Select(WideLane mask, WideLane yes, WideLane no)
        => new(Vector.ConditionalSelect(Vector.AsVectorInt64(mask._x), yes._x, no._x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination, nint offset) => _x.StoreUnsafe(ref destination, (nuint)offset);
}
