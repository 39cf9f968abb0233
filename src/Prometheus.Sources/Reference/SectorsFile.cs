using Prometheus.Core.Errors;

namespace Prometheus.Sources.Reference;

/// <summary>
/// Reads <c>Symbol</c> or <c>instrument_id</c>, <c>Sector</c>, and where present <c>Name, Industry</c> (or a sub-industry), <c>Country,
/// as_of_date, known_on</c>. Without dates a sector is
/// assumed to have held from the beginning; an as-of date alone is taken as the day it was known, which is an assumption too.
/// </summary>
public static class SectorsFile
{
    /// <param name="suffix">Ending of ids made from symbols.</param>
    /// <returns>In ordinal order of ids, then by date.</returns>
    /// <exception cref="UserError">An unreadable file or value, or two sectors of one instrument on one date.</exception>
    public static IReadOnlyList<SectorRecord> Read(string path, string suffix)
    {
        var table = ReferenceTable.Read(path);
        var (id, symbol) = (table.Find("instrumentid"), table.Find("symbol", "ticker", "tickersymbol"));
        var sector = table.Find("sector", "gicssector");
        if (sector < 0 || (id < 0 && symbol < 0))
            throw table.Unknown("the columns Symbol (or instrument_id) and Sector, and any of Name, Industry, Country, as_of_date, known_on");
        var (name, asOf, known) = (table.Find("name", "security"), table.Find("asofdate", "asof"), table.Find("knownon"));
        var (industry, country) = (table.Find("industry", "gicsindustry", "subindustry", "gicssubindustry"), table.Find("country"));
        var lines = new Dictionary<(string, DateOnly?), int>();
        var records = new List<SectorRecord>(table.Rows.Count);
        foreach (var row in table.Rows)
        {
            var record = Dated(
                row.InstrumentIdFrom(id, symbol, suffix), row.Text(symbol), row.Text(name), row.Text(sector), row.Date(asOf, "as_of_date"), row.Date(known, "known_on")) with
            {
                Industry = NullIfEmpty(row.Text(industry)),
                Country = NullIfEmpty(row.Text(country)),
            };
            if (!lines.TryAdd((record.InstrumentId, record.AsOfDate), row.Line))
            {
                throw row.Error(FormattableString.Invariant(
                    $"one sector an instrument and date, found {record.InstrumentId} also in line {lines[(record.InstrumentId, record.AsOfDate)]}"));
            }

            records.Add(record);
        }

        records.Sort((a, b) =>
        {
            var byId = string.CompareOrdinal(a.InstrumentId, b.InstrumentId);
            return byId != 0 ? byId : Nullable.Compare(a.AsOfDate, b.AsOfDate);
        });
        return records;
    }

    private static SectorRecord Dated(string id, string symbol, string name, string sector, DateOnly? asOf, DateOnly? known)
        => new(id, symbol.Length > 0 ? symbol : id, name, NullIfEmpty(sector), asOf ?? known, known ?? asOf, Assumed: known is null);

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}

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
