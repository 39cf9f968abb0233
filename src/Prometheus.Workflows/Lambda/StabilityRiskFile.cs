using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Time;
using Prometheus.Opinions.Lambda;
using Prometheus.Sources.Tables;
using Prometheus.Stores;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.Stability;

namespace Prometheus.Workflows.Lambda;

/// <summary>
/// Joins a STAB risk series of instruments to λ rows: the mean over the names that are in the cluster on the date. A name's class is the one the
/// series states, its sector the one known on that date.
/// </summary>
internal static class StabilityRiskFile
{
    private const string EquityClass = "EQUITY";

    /// <exception cref="UserError">An unreadable file or value, or a name twice on one date.</exception>
    /// <exception cref="NothingMatchedError">No row of the λ panel has a partner.</exception>
    public static LambdaRow[] Join(string path, IReadOnlyList<LambdaRow> rows, DatabasePair databases)
    {
        var names = new Dictionary<string, (SectorHistory Sectors, SessionAxis Dates, int Column, string MarketId)>(StringComparer.Ordinal);
        foreach (var market in rows.GroupBy(r => r.MarketId, StringComparer.Ordinal))
            AddNames(databases, market.Key, new SessionAxis(market.Select(r => r.AsOf).Distinct().Order()), names);

        var clusters = new Dictionary<(DateOnly, string, string, string), (double Risk, double Worsen, int Count)>();
        var seen = new HashSet<(DateOnly, string)>();
        AccessLog.Current?.NoteFileRead(path);
        using var table = TableReader.Open(path);
        var (date, type, id, present) = (table.Require("as_of_date"), table.Require("entity_type"), table.Require("entity_id"), table.Require("current_soft_target_class"));
        var (risk, worsen) = (table.Require("stability_risk_score"), table.Require("p_worsen_any"));
        while (table.Next())
        {
            var (day, name) = (table.Date(date), table.Name(id));
            if (table.Text(type) != StabilityEntity.Instrument || !names.TryGetValue(name, out var place) || place.Dates.IndexOf(day) is not (>= 0 and var session))
                continue;
            if (!seen.Add((day, name)))
                throw table.Error($"one row a date and name, found {name} twice on {day:yyyy-MM-dd} (one horizon a file)");
            var sector = place.Sectors.NameOf(place.Sectors.Codes[session, place.Column]);
            var key = (day, place.MarketId, sector, table.Name(present));
            var sum = clusters.GetValueOrDefault(key);
            clusters[key] = (sum.Risk + table.Number(risk), sum.Worsen + table.Number(worsen), sum.Count + 1);
        }

        var joined = rows.Select(r => clusters.TryGetValue((r.AsOf, r.MarketId, r.Sector, r.SoftTargetClass), out var sum)
            ? r with { StabilityRisk = sum.Risk / sum.Count, StabilityWorsen = sum.Worsen / sum.Count }
            : r with { StabilityRisk = double.NaN, StabilityWorsen = double.NaN }).ToArray();
        return Array.Exists(joined, r => !double.IsNaN(r.StabilityRisk))
            ? joined
            : throw new NothingMatchedError($"{table.File} holds no stability risk of an instrument for any date and cluster of the λ panel");
    }

    private static void AddNames(
        DatabasePair databases, string marketId, SessionAxis dates, Dictionary<string, (SectorHistory, SessionAxis, int, string)> names)
    {
        var instruments = InstrumentStore.ReadMarket(databases.Runtime, marketId).Where(i => i.AssetClass == EquityClass).Select(i => i.InstrumentId).ToArray();
        var axis = new InstrumentAxis(instruments);
        var sectors = SectorAssembly.Assemble(FactStore.Read(databases.Runtime, marketId, dates[dates.Count - 1]), dates, axis);
        for (var column = 0; column < axis.Count; column++)
            names[axis[column]] = (sectors, dates, column, marketId);
    }
}
