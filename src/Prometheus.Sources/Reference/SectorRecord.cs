namespace Prometheus.Sources.Reference;

/// <summary>The sector of one instrument from a date on.</summary>
/// <param name="Name">Company name; empty where not stated.</param>
/// <param name="Sector">Null where the file names the instrument without a sector.</param>
/// <param name="AsOfDate">From when it holds; null where the file has no dates.</param>
/// <param name="KnownOn">From when it was known; null where the file has no dates.</param>
/// <param name="Assumed">True where the dates were not stated and the fact is taken to hold from the beginning.</param>
public sealed record SectorRecord(
    string InstrumentId, string Symbol, string Name, string? Sector, DateOnly? AsOfDate, DateOnly? KnownOn, bool Assumed)
{
    /// <summary>Null where not stated.</summary>
    public string? Industry { get; init; }

    /// <summary>Of the issuer; null where not stated.</summary>
    public string? Country { get; init; }
}
