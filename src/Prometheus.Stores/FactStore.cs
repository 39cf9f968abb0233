using Prometheus.Databases;
using Prometheus.Databases.Bulk;

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
