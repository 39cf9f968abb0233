namespace Prometheus.Stores;

/// <summary>Dated attributes of instruments: <c>instrument_facts</c>. Every read is bounded by what was known.</summary>
public static class FactStore
{
    private static readonly TableShape Facts = new(
        "instrument_facts",
        keyColumns: 4,
        Column.Text("instrument_id"),
        Column.Text("kind"),
        Column.Date("as_of_date"),
        Column.Date("known_on"),
        Column.Text("value"),
        Column.Boolean("assumed"),
        Column.Text("source"));

    /// <summary>The facts about a market's instruments that hold and are known on or before <paramref name="asOf"/>, in key order.</summary>
    public static IReadOnlyList<InstrumentFact> Read(IDatabaseReads runtime, string marketId, DateOnly asOf)
        => Read(runtime, "instrument_id IN (SELECT instrument_id FROM instruments WHERE market_id = @marketId)", new { marketId, asOf });

    /// <summary>The same for named instruments.</summary>
    public static IReadOnlyList<InstrumentFact> Read(IDatabaseReads runtime, IReadOnlyCollection<string> instruments, DateOnly asOf)
        => Read(runtime, "instrument_id IN @ids", new { ids = instruments.ToArray(), asOf });

    /// <summary>Writes facts, new or changed, and removes others.</summary>
    public static void Save(DatabaseTransaction unit, IEnumerable<InstrumentFact> saved, IEnumerable<InstrumentFact> removed)
    {
        foreach (var fact in removed)
        {
            unit.Execute(
                "DELETE FROM instrument_facts WHERE instrument_id = @InstrumentId AND kind = @Kind AND as_of_date = @AsOfDate AND known_on = @KnownOn",
                new { fact.InstrumentId, fact.Kind, fact.AsOfDate, fact.KnownOn });
        }

        var ordered = saved
            .OrderBy(f => f.InstrumentId, StringComparer.Ordinal).ThenBy(f => f.Kind, StringComparer.Ordinal)
            .ThenBy(f => f.AsOfDate).ThenBy(f => f.KnownOn);
        unit.Upsert(Facts, rows =>
        {
            foreach (var f in ordered)
                rows.Text(f.InstrumentId).Text(f.Kind).Date(f.AsOfDate).Date(f.KnownOn).Text(f.Value).Boolean(f.Assumed).Text(f.Source).EndRow();
        });
    }

    private static List<InstrumentFact> Read(IDatabaseReads runtime, string condition, object parameters)
    {

        var facts = new List<InstrumentFact>();
        using var rows = runtime.Read(
            $"""
            SELECT instrument_id, kind, value, as_of_date, known_on, assumed, source FROM instrument_facts
            WHERE {condition} AND as_of_date <= @asOf AND known_on <= @asOf ORDER BY instrument_id, kind, as_of_date, known_on
            """,
            parameters);
        while (rows.Next())
            facts.Add(new InstrumentFact(rows.Text(0), rows.Text(1), rows.Text(2), rows.Date(3), rows.Date(4), rows.Boolean(5), rows.Text(6)));
        return facts;
    }
}

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
