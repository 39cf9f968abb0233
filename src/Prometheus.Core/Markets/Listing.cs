namespace Prometheus.Core.Markets;

/// <summary>
/// When an instrument may be traded. A delisting comes only from an explicit fact; running out of bars is staleness.
/// </summary>
/// <param name="Listed">First tradable date, or null where unknown (then: always).</param>
/// <param name="Delisted">First date on which the instrument no longer trades, or null.</param>
/// <param name="DelistingKnownOn">When the delisting became known; it has no effect before.</param>
/// <param name="DelistingReturn">Simple return from the last close to what holders received; null where no fact says (then 0, counted).</param>
public readonly record struct Listing(DateOnly? Listed, DateOnly? Delisted, DateOnly? DelistingKnownOn, double? DelistingReturn)
{
    public static Listing Always => default;

    /// <summary>True from the session on which the delisting is both effective and known.</summary>
    public bool IsDelistedOn(DateOnly date) => Delisted is { } d && d <= date && (DelistingKnownOn ?? d) <= date;

    public bool IsListedOn(DateOnly date) => Listed is not { } l || l <= date;
}
