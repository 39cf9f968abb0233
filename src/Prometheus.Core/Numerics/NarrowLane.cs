using System.Runtime.CompilerServices;

namespace Prometheus.Core.Numerics;

/// <summary>A single column; serves the columns that do not fill a vector.</summary>
internal readonly struct NarrowLane : ILane<NarrowLane>
{
    private readonly double _x;

    private NarrowLane(double x) => _x = x;

    public static int Width => 1;

    public static NarrowLane Load(ref double source, nint offset) => new(Unsafe.Add(ref source, offset));

    public static NarrowLane All(double value) => new(value);

    public static NarrowLane operator +(NarrowLane a, NarrowLane b) => new(a._x + b._x);

    public static NarrowLane operator -(NarrowLane a, NarrowLane b) => new(a._x - b._x);

    public static NarrowLane operator *(NarrowLane a, NarrowLane b) => new(a._x * b._x);

    public static NarrowLane operator /(NarrowLane a, NarrowLane b) => new(a._x / b._x);

    public static NarrowLane operator &(NarrowLane a, NarrowLane b) => new(BitConverter.Int64BitsToDouble(Bits(a) & Bits(b)));

    public static NarrowLane operator |(NarrowLane a, NarrowLane b) => new(BitConverter.Int64BitsToDouble(Bits(a) | Bits(b)));

    public static NarrowLane Sqrt(NarrowLane x) => new(Math.Sqrt(x._x));

    public static NarrowLane Observed(NarrowLane x) => Mask(!double.IsNaN(x._x));

    public static NarrowLane Greater(NarrowLane a, NarrowLane b) => Mask(a._x > b._x);

    public static NarrowLane AtLeast(NarrowLane a, NarrowLane b) => Mask(a._x >= b._x);

    public static bool AllObserved(NarrowLane x) => !double.IsNaN(x._x);

    public static NarrowLane Select(NarrowLane mask, NarrowLane yes, NarrowLane no) => Bits(mask) != 0 ? yes : no;

    public void Store(ref double destination, nint offset) => Unsafe.Add(ref destination, offset) = _x;

    private static long Bits(NarrowLane x) => BitConverter.DoubleToInt64Bits(x._x);

    private static NarrowLane Mask(bool value) => new(BitConverter.Int64BitsToDouble(value ? -1L : 0L));
}
