using System.Globalization;
using Prometheus.Core.Markets;
using Prometheus.Databases.Bulk;
using Prometheus.Jobs;
using Prometheus.Stores;
using Prometheus.Stores.Runs;
using Prometheus.Stores.Texts;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Data;

/// <summary>
/// Takes an instrument out of the store: its bars, actions and facts, what only its company has, and the rows of results that are about it
/// alone. What else was computed with it is stale afterwards and left to a refresh; finished runs keep what they held.
/// </summary>
public static class RemoveInstrument
{
    /// <returns>Rows removed, tiles and sessions aside.</returns>
    /// <exception cref="NothingMatchedError">No instrument has this id.</exception>
    public static long Execute(DatabasePair databases, string instrumentId, CancellationToken cancellation = default)
    {
        using var cover = AccessLog.Cover();
        var id = instrumentId.ToUpperInvariant();
        var known = MarketCatalog.All.SelectMany(m => InstrumentStore.ReadMarket(databases.Runtime, m.MarketId)).ToArray();
        var instrument = known.FirstOrDefault(i => i.InstrumentId == id)
            ?? throw new NothingMatchedError($"no instrument '{instrumentId}' is stored, expected an id such as {known.FirstOrDefault()?.InstrumentId ?? "AAPL.US"}");
        var issuer = known.Count(i => i.IssuerId == instrument.IssuerId) == 1 ? instrument.IssuerId : null;

        var removed = 0L;
        using (var unit = PriceStore.BeginWriting(databases.Historical))
        {
            var series = PriceStore.ReadSeries(unit, DateOnly.MaxValue).FirstOrDefault(s => s.InstrumentId == id);
            Unlink(unit, instrument);
            removed += Delete(unit, TableCatalog.ReadStored(databases.Historical), id, issuer);
            PriceBookkeeping.Rebuild(unit, databases.Runtime, instrument.MarketId, onlyWhereOutOfStep: false, cancellation);
            if (series is not null)
                PriceChangeStore.AddRemoval(unit, series);
            unit.Commit();
        }

        removed += TrimToSessions(databases, instrument.MarketId);

        // Only now may the other database forget it: killed in between, the same command finds it and goes on.
        databases.Runtime.InTransaction(unit => removed += Delete(unit, TableCatalog.ReadStored(databases.Runtime), id, issuer));
        return removed;
    }

    /// <summary>
    /// Where nobody else was listed on the market's first or last sessions, what was derived for them belongs to no unit any more: a refresh would neither
    /// write nor find it. Runs keep what they held; texts and what is joined to them have dates of their own.
    /// </summary>
    private static long TrimToSessions(DatabasePair databases, string marketId)
    {
        var sessions = PriceStore.ReadSessions(databases.Historical, marketId, DateOnly.MaxValue);
        var (first, last) = sessions.Count > 0 ? (sessions[0].Date, sessions[^1].Date) : (DateOnly.MaxValue, DateOnly.MaxValue);
        var owned = MakingStore.All(databases.Runtime)
            .Where(m => m.Inputs.Where(i => i.Kind == MarketSlice.Kind).Select(i => MarketSlice.FromJson(i.Reference).MarketId).Distinct(StringComparer.Ordinal).SequenceEqual([marketId]))
            .SelectMany(m => m.Artefacts).Where(a => a.Owned?.DateColumn is not null && MakingStore.RunOf(a) is null && a.Kind is not ("text_embeddings" or "joint_embeddings"))
            .Select(a => a.Owned!).ToArray();
        var removed = 0L;
        foreach (var name in Enum.GetValues<LogicalDatabase>())
        {
            var tables = TableCatalog.ReadStored(databases[name]).ToDictionary(t => t.Name, StringComparer.Ordinal);
            databases[name].InTransaction(unit =>
            {
                foreach (var slice in owned.Where(s => s.Database == name).SelectMany(s => Outside(s, first, last)))
                {
                    if (tables.TryGetValue(slice.Table, out var table))
                        removed += unit.Delete(table, slice);
                    else if (slice.Table == "universe_members")
                        removed += UniverseStore.DeleteLive(unit, slice.Where.GetValueOrDefault("universe_id") ?? "", slice.First ?? DateOnly.MinValue, slice.Last ?? DateOnly.MaxValue);
                }

                // Units of those sessions are not done: should the same bars come back, their rows are not there.
                foreach (var finished in FinishedUnit.All(unit).Where(u => u.UnitKey.Split('|') is [_, { Length: 22 } range, var block, _] && block == marketId
                    && (DateOnly.Parse(range[..10], CultureInfo.InvariantCulture) < first || DateOnly.Parse(range[12..], CultureInfo.InvariantCulture) > last)).ToArray())
                {
                    unit.Execute("DELETE FROM job_units WHERE job_key = @JobKey AND unit_key = @UnitKey", finished);
                }
            });
        }

        return removed;
    }

    private static IEnumerable<TableSlice> Outside(TableSlice owned, DateOnly first, DateOnly last)
    {
        if (owned.First is not { } from || from < first)
            yield return owned with { Last = owned.Last is { } end && end < first ? end : first.AddDays(-1) };
        if (owned.Last is not { } to || to > last)
            yield return owned with { First = owned.First is { } begin && begin > last ? begin : last.AddDays(last == DateOnly.MaxValue ? 0 : 1) };
    }

    /// <summary>To the news it becomes a name the market does not have.</summary>
    private static void Unlink(DatabaseTransaction unit, InstrumentRow instrument)
    {
        var articles = NewsStore.ReadAll(unit, instrument.MarketId, DateOnly.MinValue, DateOnly.MaxValue)
            .Where(a => a.Links.Any(l => l.InstrumentId == instrument.InstrumentId))
            .Select(a => a with
            {
                Links = [.. a.Links.Where(l => l.InstrumentId != instrument.InstrumentId)],
                UnknownSymbols = [.. a.UnknownSymbols.Append(instrument.Symbol).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            });
        NewsStore.Save(unit, instrument.MarketId, [.. articles]);
    }

    /// <summary>Every table that names instruments, companies or entities; of books only those that are live, and none of runs and scenario sets.</summary>
    /// <param name="issuer">Null where the company has other instruments: no row has this then.</param>
    private static long Delete(DatabaseTransaction unit, IReadOnlyList<TableShape> tables, string id, string? issuer)
    {
        var removed = 0L;
        foreach (var table in tables)
        {
            var columns = table.Columns.ToArray().Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
            var keys = table.Columns[..table.KeyColumns].ToArray().Select(c => c.Name).ToArray();
            if (keys.Contains("run_id") || keys.Contains("scenario_set_id"))
                continue;
            if (columns.Contains("name_key") && RowsOf(table.Name) is { } rows)
                removed += unit.Execute($"DELETE FROM {table.Name} WHERE name_key IN (SELECT name_key FROM names WHERE name = @id) AND {rows}", new { id });
            var book = columns.Contains("context") ? " AND context = 'live'" : "";
            if (columns.Contains("instrument_id"))
                removed += unit.Execute($"DELETE FROM {table.Name} WHERE instrument_id = @id{book}", new { id });
            if (columns.Contains("issuer_id"))
                removed += unit.Execute($"DELETE FROM {table.Name} WHERE issuer_id = @issuer{book}", new { issuer });
            if (columns.Contains("entity_key"))
                removed += unit.Execute($"DELETE FROM {table.Name} WHERE entity_key IN @keys", new { keys = new[] { "INSTRUMENT:" + id, "ISSUER:" + issuer } });
            if (issuer is not null && columns.Contains("source_type") && columns.Contains("source_id"))
                removed += unit.Execute($"DELETE FROM {table.Name} WHERE source_id LIKE @days", new { days = issuer + ":%" });
            if (columns.Contains("entity_id") && columns.Contains("entity_type"))
                removed += unit.Execute($"DELETE FROM {table.Name} WHERE ((entity_type = 'INSTRUMENT' AND entity_id = @id) OR (entity_type = 'ISSUER' AND entity_id = @issuer)){book}", new { id, issuer });
        }

        return removed;
    }

    /// <summary>
    /// Of a table that has names by key, the rows that belong to no run; null where none may go: names outlive what names them, and facts are shared
    /// with runs.
    /// </summary>
    private static string? RowsOf(string table) => table switch
    {
        "names" or "universe_facts" => null,
        "universe_candidates" => "decision_key IN (SELECT decision_key FROM universe_decisions WHERE context = 'live')",
        _ when table.StartsWith("book_", StringComparison.Ordinal) => "book_key IN (SELECT book_key FROM books WHERE context = 'live')",
        _ => "1 = 1",
    };
}
