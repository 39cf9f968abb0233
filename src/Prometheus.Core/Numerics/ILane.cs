namespace Prometheus.Core.Numerics;

/// <summary>
/// A handful of neighbouring columns computed side by side. A rolling kernel is written once against this and runs as
/// <see cref="WideLane"/> over most columns and as <see cref="NarrowLane"/> over the rest, so both execute the very same operations in the
/// same order. Masks are lanes whose bits are all ones or all zeros.
/// </summary>
internal interface ILane<TSelf>
    where TSelf : struct, ILane<TSelf>
{
    static abstract int Width { get; }

    static abstract TSelf Load(ref double source, nint offset);

    static abstract TSelf All(double value);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator &(TSelf a, TSelf b);

    static abstract TSelf operator |(TSelf a, TSelf b);

    static abstract TSelf Sqrt(TSelf x);

    /// <summary>Mask of the lanes that are not NaN.</summary>
    static abstract TSelf Observed(TSelf x);

    /// <summary>Mask of a &gt; b; false where either is NaN.</summary>
    static abstract TSelf Greater(TSelf a, TSelf b);

    /// <summary>Mask of a ≥ b; false where either is NaN.</summary>
    static abstract TSelf AtLeast(TSelf a, TSelf b);

    /// <summary>True where every lane is observed.</summary>
    static abstract bool AllObserved(TSelf x);

    static abstract TSelf Select(TSelf mask, TSelf yes, TSelf no);

    void Store(ref double destination, nint offset);
}
