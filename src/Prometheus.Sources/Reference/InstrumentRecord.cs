namespace Prometheus.Sources.Reference;

/// <summary>One instrument as a reference file or the synthetic market states it. Empty text = not stated.</summary>
/// <param name="Listed">First tradable date; null where not stated.</param>
/// <param name="Delisted">First date on which it no longer trades; null where not stated.</param>
/// <param name="DelistingKnownOn">When the delisting became known; null where not stated (then: on the date itself).</param>
/// <param name="DelistingReturn">Simple return from the last close to what holders received; null where not stated.</param>
public sealed record InstrumentRecord(
    string InstrumentId,
    string Symbol,
    string MarketId,
    string Exchange,
    string Currency,
    string AssetClass,
    string IssuerId,
    string Name,
    DateOnly? Listed,
    DateOnly? Delisted,
    DateOnly? DelistingKnownOn,
    double? DelistingReturn);
