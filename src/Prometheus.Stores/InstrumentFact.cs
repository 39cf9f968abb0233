namespace Prometheus.Stores;

/// <summary>
/// A dated attribute of an instrument. It holds from <paramref name="AsOfDate"/> and may be used from <paramref name="KnownOn"/>;
/// of two facts of one kind the one with the later as-of date holds, then the one known later.
/// </summary>
/// <param name="Kind">One of the constants here.</param>
/// <param name="Value">Text; dates as yyyy-MM-dd, numbers in their shortest round-trip form.</param>
/// <param name="Assumed">True where the source gave no date and the fact is taken to hold, and to have been known, from the beginning.</param>
/// <param name="Source">Who says so.</param>
public sealed record InstrumentFact(
    string InstrumentId, string Kind, string Value, DateOnly AsOfDate, DateOnly KnownOn, bool Assumed, string Source)
{
    /// <summary>Value: the sector's name.</summary>
    public const string Sector = "SECTOR";

    /// <summary>Value: the name of what its issuer does, finer than a sector.</summary>
    public const string Industry = "INDUSTRY";

    /// <summary>Value: the country its issuer is from.</summary>
    public const string Country = "COUNTRY";

    /// <summary>Value: the first tradable date.</summary>
    public const string Listed = "LISTED";

    /// <summary>Value: the first date on which the instrument no longer trades.</summary>
    public const string Delisted = "DELISTED";

    /// <summary>Value: simple return from the last close to what holders received.</summary>
    public const string DelistingReturn = "DELISTING_RETURN";

    /// <summary>Value of a membership fact: from that day on a member.</summary>
    public const string Entered = "IN";

    /// <summary>Value of a membership fact: from that day on no member.</summary>
    public const string Left = "OUT";

    /// <summary>Kind of the facts about one index; their values are <see cref="Entered"/> and <see cref="Left"/>.</summary>
    public static string MembershipOf(string indexId) => "MEMBERSHIP:" + indexId;

    /// <summary>As-of and known-on date of a fact that came without dates.</summary>
    public static DateOnly Beginning { get; } = new(1900, 1, 1);
}
