using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Embeddings.Joint;
using Prometheus.Embeddings.Numeric;
using Prometheus.Jobs;
using Prometheus.Stores;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.Joint;

/// <summary>
/// Joins what an issuer's numbers, its price's behaviour and its texts say, session by session: numbers and behaviour of exactly that session, the
/// latest text that is not older than a year.
/// </summary>
public static class BackfillJointProfiles
{
    /// <summary>Calendar days a profile text serves: reports come once a year.</summary>
    public const int TextDays = 366;

    public const string Prefix = "ISSUER:";

    /// <param name="issuers">Only these; empty is all of the market.</param>
    /// <param name="limit">At most so many issuers are written, in the order of their ids; null is all.</param>
    /// <exception cref="NothingMatchedError">No branch has a vector in the range.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        JointSpace space,
        string marketId,
        IReadOnlyCollection<string> issuers,
        int? limit,
        int windowDays,
        DateOnly start,
        DateOnly end,
        JobContext jobs)
    {
        var names = InstrumentStore.ReadMarket(databases.Runtime, marketId)
            .Where(i => issuers.Count == 0 || issuers.Contains(i.IssuerId))
            .GroupBy(i => i.IssuerId, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Take(limit is { } most ? Guard.AtLeast(most, 1, "--limit") : int.MaxValue)
            .ToDictionary(g => g.Key, g => g.Select(i => i.InstrumentId).Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        if (names.Count == 0)
            throw new NothingMatchedError($"market {marketId} has no issuer{(issuers.Count == 0 ? "" : $" among {string.Join(", ", issuers)}")}");
        var task = new JointTask
        {
            Space = space,
            Key = $"joint profiles {marketId}",
            Block = marketId,
            OptionsHash = StableId.Of(NumericModels.WindowSpec(windowDays), string.Join(',', names.Keys)),
            EntityPrefix = Prefix,
            EntityKeys = [.. names.Keys.Select(i => Prefix + i)],
            Load = (first, last) => Load(databases, space, marketId, names, windowDays, first, last),
        };
        return JointBackfill.Run(databases, task, start, end, jobs);
    }

    private static JointInputs Load(
        DatabasePair databases, JointSpace space, string marketId, Dictionary<string, string[]> names, int windowDays, DateOnly first, DateOnly last)
    {
        var (historical, window) = (databases.Historical, NumericModels.WindowSpec(windowDays));
        var (numeric, behaviour, text) = (space.Branches[space.IndexOf(JointSpaces.Numeric)], space.Branches[space.IndexOf(JointSpaces.Behaviour)], space.Branches[space.IndexOf(JointSpaces.Text)]);
        var instruments = names.Values.SelectMany(i => i).ToHashSet(StringComparer.Ordinal);
        var ofIssuers = Numeric(numeric, "ISSUER", names.ContainsKey);
        var ofInstruments = Numeric(numeric, "INSTRUMENT", instruments.Contains);
        var behaviours = Numeric(behaviour, "INSTRUMENT", instruments.Contains);
        var texts = text.Weight == 0 ? [] : TextEmbeddingStore.Read(historical, text.ModelId, "PROFILE", first.AddDays(-TextDays), last).Where(t => names.ContainsKey(DatedId.Of(t.EntityId))).ToArray();
        var listed = PriceStore.ReadSeries(historical, marketId, last).Where(s => instruments.Contains(s.InstrumentId)).ToDictionary(s => s.InstrumentId, s => s.FirstDate, StringComparer.Ordinal);
        using var digest = new InputDigest();
        digest.Add("issuer", ofIssuers).Add("instrument", ofInstruments).Add("behaviour", behaviours).Add("text", texts);
        foreach (var (id, since) in listed)
            digest.Add(FormattableString.Invariant($"{id} {since:yyyy-MM-dd}"));
        return new JointInputs(digest.Finish(), () => Join(space, MarketCatalog.Get(marketId).Region, names, listed, first, ofIssuers, ofInstruments, behaviours, texts));

        StoredVector[] Numeric(SpaceBranch branch, string entityType, Func<string, bool> isWanted)
            => branch.Weight == 0 ? [] : NumericEmbeddingStore.Read(historical, branch.ModelId, window, entityType, first, last).Where(v => isWanted(v.EntityId)).ToArray();
    }

    private static IEnumerable<JointVector> Join(
        JointSpace space,
        string region,
        Dictionary<string, string[]> names,
        Dictionary<string, DateOnly> listed,
        DateOnly first,
        StoredVector[] ofIssuers,
        StoredVector[] ofInstruments,
        StoredVector[] behaviours,
        StoredVector[] texts)
    {
        var concatenation = space.Concatenation();
        var (issuer, instrument, behaviour) = (ByKey(ofIssuers), ByKey(ofInstruments), ByKey(behaviours));
        var written = texts.ToLookup(t => DatedId.Of(t.EntityId), StringComparer.Ordinal);
        var sessions = ofIssuers.Concat(ofInstruments).Concat(behaviours).Concat(texts).Select(v => v.AsOf).Where(d => d >= first).Distinct().Order().ToArray();
        foreach (var session in sessions)
        {
            foreach (var (id, instruments) in names)
            {
                // The first of its instruments that has a vector stands for an issuer.
                var name = Array.Find(instruments, i => instrument.ContainsKey((i, session)) || behaviour.ContainsKey((i, session)));
                var shown = name ?? Array.Find(instruments, i => listed.TryGetValue(i, out var since) && since <= session);
                float[]?[] branches = new float[]?[space.Branches.Count];
                branches[space.IndexOf(JointSpaces.Numeric)] = issuer.GetValueOrDefault((id, session)) ?? (name is null ? null : instrument.GetValueOrDefault((name, session)));
                branches[space.IndexOf(JointSpaces.Behaviour)] = name is null ? null : behaviour.GetValueOrDefault((name, session));
                branches[space.IndexOf(JointSpaces.Text)] = written[id].LastOrDefault(t => t.AsOf <= session && t.AsOf >= session.AddDays(-TextDays))?.Vector;
                if (JointScope.Join(
                    space, concatenation, Prefix + id, session, branches, ("entity_type", "ISSUER"), ("issuer_id", id), ("instrument_id", shown), ("region", region)) is { } row)
                {
                    yield return row;
                }
            }
        }
    }

    private static Dictionary<(string, DateOnly), float[]> ByKey(StoredVector[] vectors) => vectors.ToDictionary(v => (v.EntityId, v.AsOf), v => v.Vector);
}
