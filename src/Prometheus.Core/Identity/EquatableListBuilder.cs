namespace Prometheus.Core.Identity;

/// <summary>Lets collection expressions build an <see cref="EquatableList{T}"/>.</summary>
public static class EquatableListBuilder
{
    public static EquatableList<T> Create<T>(ReadOnlySpan<T> items)
        where T : IEquatable<T>
        => new(items.ToArray());
}
