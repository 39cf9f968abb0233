using Prometheus.Backtest.Campaigns;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Databases.Bulk;
using Prometheus.Opinions.Universes;
using Prometheus.States.Stability;
using Prometheus.Stores.States;

namespace Prometheus.Stores.Runs;

/// <summary>Universe snapshots ⇄ <c>universe_members</c>: a row for every candidate, members and excluded alike, with all its reasons.</summary>
public static class UniverseStore
{
    /// <summary>The context of universes that belong to no run.</summary>
    public const string Live = "live";

    private const string Entity = "INSTRUMENT";

    private static readonly TableShape Members = new(
        "universe_members",
        keyColumns: 5,
        Column.Text("context"),
        Column.Text("universe_id"),
        Column.Date("as_of_date"),
        Column.Text("entity_type"),
        Column.Text("entity_id"),
        Column.Text("tier"),
        Column.Boolean("included"),
        Column.Real("score"),
        Column.Json("reasons"));

    /// <summary>Makes the context of a run hold exactly its universes. Returns the rows written.</summary>
    public static long Save(DatabaseTransaction unit, SleeveRun run)
    {
        if (run.Signals.Universe is not { } universe)
            return 0;
        var context = run.RunId;
        var reasons = new UniverseReasons(run.Market, run.Signals.Stability, universe);
        return unit.Replace(
            Members,
            KeyRange.Where("context = @context", new { context }),
            rows => Write(rows, run.Market, reasons, Decided(run), context, run.Sleeve.UniverseId));
    }

    /// <summary>A universe is dated by the decision that used it, also where the decision knew less than its own session.</summary>
    private static IEnumerable<(int Session, UniverseSnapshot Snapshot)> Decided(SleeveRun run)
        => run.Decisions.Where(d => d.Universe is not null).Select(d => (d.Session, d.Universe!));

    /// <summary>Makes the selected sessions of one live universe hold exactly these snapshots. Returns the rows written.</summary>
    /// <param name="sessions">A contiguous selection; the snapshots within it are saved.</param>
    public static long SaveLive(
        DatabaseTransaction unit, Market market, StabilityState stability, UniverseState universe, string universeId, SessionSelection sessions)
    {
        var (first, last) = (sessions.Sessions[0], sessions.Sessions[^1]);
        var range = KeyRange.Where(
            "context = @context AND universe_id = @universeId AND as_of_date BETWEEN @from AND @to",
            new { context = Live, universeId, from = market.Sessions[first], to = market.Sessions[last] });
        var snapshots = universe.Snapshots.Where(s => s.Session >= first && s.Session <= last).Select(s => (s.Session, s));
        var reasons = new UniverseReasons(market, stability, universe);
        return unit.Replace(Members, range, rows => Write(rows, market, reasons, snapshots, Live, universeId));
    }

    /// <summary>Everyone looked at on one date, best score first, then by id.</summary>
    public static IReadOnlyList<UniverseMemberRow> Read(IDatabaseReads runtime, string context, string universeId, DateOnly asOf)
        => runtime.Query<UniverseMemberRow>(
            """
            SELECT entity_id, tier, included, score, CAST(reasons AS TEXT) AS reasons FROM universe_members
            WHERE context = @context AND universe_id = @universeId AND as_of_date = @asOf
            ORDER BY score DESC, entity_id
            """,
            new { context, universeId, asOf });

    private static void Write(
        RowWriter rows, Market market, UniverseReasons reasons, IEnumerable<(int Session, UniverseSnapshot Snapshot)> snapshots, string context, string universeId)
    {
        using var json = new StoredJson();
        foreach (var (session, snapshot) in snapshots)
        {
            var date = market.Sessions[session];
            foreach (ref readonly var candidate in snapshot.Candidates.AsSpan())
            {
                reasons.Write(json.Begin(), snapshot, candidate);
                rows.Text(context).Text(universeId).Date(date).Text(Entity).Text(market.Instruments[candidate.Instrument])
                    .Text(StoredName.Of(candidate.Tier)).Boolean(candidate.Included).Real(candidate.Score).Json(json.End())
                    .EndRow();
            }
        }
    }
}
