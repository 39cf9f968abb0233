using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Embeddings.Joint;
using Prometheus.Jobs;
using Prometheus.States.Regimes;
using Prometheus.Stores.Embeddings;
using Prometheus.Stores.States;

namespace Prometheus.Workflows.Joint;

/// <summary>Joins the regime embedding of a region with the news, or the macro events, that became usable on the same session.</summary>
public static class BackfillJointRegimeContext
{
    public const string Prefix = "REGION:";

    /// <exception cref="Core.Errors.NothingMatchedError">No branch has a vector in the range; of several regions: in one of them. Then nothing is written.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        JointSpace space,
        RegimeContextKind kind,
        IReadOnlyList<string> regions,
        RegimeContextFilter filter,
        DateOnly start,
        DateOnly end,
        JobContext jobs)
    {
        // All are looked at before the first is written.
        var tasks = regions.Select(r => TaskOf(databases, space, kind, r, filter)).ToArray();
        if (tasks.Length > 1)
            Array.ForEach(tasks, t => JointBackfill.RequireAny(databases, t, start, end));
        var (done, skipped, rows, cancelled) = (0, 0, 0L, false);
        foreach (var task in tasks)
        {
            var outcome = JointBackfill.Run(databases, task, start, end, jobs);
            (done, skipped, rows, cancelled) = (done + outcome.Done, skipped + outcome.Skipped, rows + outcome.Rows, cancelled || outcome.WasCancelled);
            if (cancelled)
                break;
        }

        return new JobOutcome(done, skipped, rows, cancelled);
    }

    private static JointTask TaskOf(DatabasePair databases, JointSpace space, RegimeContextKind kind, string region, RegimeContextFilter filter)
    {
        var market = MarketCatalog.OfRegion(region).MarketId;
        return new JointTask
        {
            Space = space,
            Key = $"joint regime {kind} {region}",
            Block = region,
            OptionsHash = StableId.HashOf(filter),
            EntityPrefix = Prefix + region,
            EntityKeys = [Prefix + region],
            Load = (first, last) => Load(databases, space, kind, market, region, filter, first, last),
        };
    }

    private static JointInputs Load(
        DatabasePair databases, JointSpace space, RegimeContextKind kind, string market, string region, RegimeContextFilter filter, DateOnly first, DateOnly last)
    {
        var regimes = RegimeStore.ReadEmbeddings(databases.Runtime, region, RegimeState.DefaultModelId, first, last);
        var texts = SessionTexts.Read(databases.Historical, kind, space.Branches[1].ModelId, market, filter, first, last);
        using var digest = new InputDigest();
        digest.Add("regime", regimes).Add("text", texts);
        return new JointInputs(digest.Finish(), () => Join(space, kind, region, filter, regimes, texts));
    }

    private static IEnumerable<JointVector> Join(
        JointSpace space, RegimeContextKind kind, string region, RegimeContextFilter filter, IReadOnlyList<StoredVector> regimes, IReadOnlyList<StoredVector> texts)
    {
        var concatenation = space.Concatenation();
        var regime = regimes.ToDictionary(r => r.AsOf, r => r.Vector);
        var text = texts.GroupBy(t => t.AsOf).ToDictionary(g => g.Key, g => MeanVector.Of(g.Select(t => t.Vector)));
        foreach (var session in regime.Keys.Union(text.Keys).Order())
        {
            if (JointScope.Join(
                space,
                concatenation,
                Prefix + region,
                session,
                [regime.GetValueOrDefault(session), text.GetValueOrDefault(session)],
                ("region", region),
                ("macro_country", kind == RegimeContextKind.Macro ? filter.Country : null),
                ("macro_event_type", kind == RegimeContextKind.Macro ? filter.EventType : null)) is { } row)
            {
                yield return row;
            }
        }
    }
}

/// <summary>Which texts of a session count; null is any.</summary>
/// <param name="Language">Of an article, whatever its case.</param>
/// <param name="Country">Of a macro event.</param>
/// <param name="EventType">Of a macro event.</param>
public sealed record RegimeContextFilter(string? Language, string? Country, string? EventType);

/// <summary>Which texts stand beside a regime.</summary>
public enum RegimeContextKind
{
    News,
    Macro,
}
