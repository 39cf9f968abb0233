namespace Prometheus.States.Profiles;

/// <summary>What was said of an issuer, from when it holds and from when it was known.</summary>
/// <param name="AsOf">From when it holds.</param>
/// <param name="KnownOn">From when it may be used.</param>
/// <param name="Value">Such as a country.</param>
public sealed record KnownAttribute(DateOnly AsOf, DateOnly KnownOn, string Value)
{
    /// <summary>The value in force on a date: of those known, the one that holds last, then the one known last. Null where none is.</summary>
    public static string? On(IEnumerable<KnownAttribute> attributes, DateOnly date)
    {
        KnownAttribute? last = null;
        foreach (var attribute in attributes)
        {
            if (attribute.AsOf > date || attribute.KnownOn > date)
                continue;
            if (last is null || (attribute.AsOf, attribute.KnownOn).CompareTo((last.AsOf, last.KnownOn)) > 0)
                last = attribute;
        }

        return last?.Value;
    }
}
