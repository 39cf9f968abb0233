using System.Text.Json.Serialization;
using Prometheus.Backtest.Strategies;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Embeddings.Joint;
using Prometheus.Jobs;
using Prometheus.Stores;
using Prometheus.Stores.Embeddings;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.States;

namespace Prometheus.Workflows.Joint;

/// <summary>
/// Joins everything known of an instrument on a session: its issuer's profile, its region's regime context, its stability and fragility, and the
/// recent text of its issuer. A name has a row where its close was observed and at least one branch exists.
/// </summary>
public static class BackfillJointAssessmentContext
{
    public const string Prefix = "INSTRUMENT:";

    /// <exception cref="NothingMatchedError">No branch has a vector in the range.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        JointSpace space,
        ContextRequest request,
        DateOnly start,
        DateOnly end,
        JobContext jobs)
    {
        OptionRules.Require(request);
        var market = MarketLoader.Load(databases, new MarketLoadOptions { MarketId = request.MarketId, End = end, Reads = VectorStates.AssessmentContext.Usual.Reads }, jobs.Cancellation);
        var issuers = InstrumentStore.ReadMarket(databases.Runtime, request.MarketId).ToDictionary(i => i.InstrumentId, i => i.IssuerId, StringComparer.Ordinal);
        var names = Enumerable.Range(0, market.Instruments.Count)
            .Where(i => request.Instruments.Count == 0 || request.Instruments.Contains(market.Instruments[i]))
            .Skip(request.Offset).Take(request.Limit ?? int.MaxValue)
            .Select(i => (Column: i, Id: market.Instruments[i], Issuer: issuers[market.Instruments[i]]))
            .ToArray();
        if (names.Length == 0)
            throw new NothingMatchedError($"market {request.MarketId} has no instrument in the selection");
        var sessions = SessionsOf(market, request.Frequency, start, end);
        var task = new JointTask
        {
            Space = space,
            Key = $"joint assessment-context {request.MarketId}",
            Block = request.MarketId,
            OptionsHash = StableId.HashOf(request),
            EntityPrefix = Prefix,
            ReplacesOtherOptions = true,
            Shared = new SharedBranch(JointSpaces.Regime, market.Definition.Region),
            EntityKeys = [.. names.Select(n => Prefix + n.Id)],
            Load = (first, last) => Load(databases.Historical, space, request, market, issuers, names, first, last, sessions),
        };
        return JointBackfill.Run(databases, task, start, end, jobs);
    }

    private static int[] SessionsOf(Market market, string? frequency, DateOnly start, DateOnly end)
    {
        var (first, last) = (market.Sessions.FirstAtOrAfter(start), market.Sessions.LastAtOrBefore(end));
        if (first > last)
            return [];
        return frequency is null
            ? [.. Enumerable.Range(first, last - first + 1)]
            : DecisionSchedule.Rows(RebalanceRule.Parse(frequency), market.Sessions, first, last, DecisionSchedule.VenueSessions(market.Definition.Exchange, start, end));
    }

    private static JointInputs Load(
        IDatabaseReads historical,
        JointSpace space,
        ContextRequest request,
        Market market,
        Dictionary<string, string> issuers,
        (int Column, string Id, string Issuer)[] names,
        DateOnly first,
        DateOnly last,
        int[] sessions)
    {
        var asked = Array.FindAll(sessions, t => market.Sessions[t] >= first && market.Sessions[t] <= last);
        var profiles = Joint(JointSpaces.ProfileBranch, JointSpaces.Profile, BackfillJointProfiles.Prefix);
        var regimes = Joint(JointSpaces.Regime, JointSpaces.RegimeContext, BackfillJointRegimeContext.Prefix + market.Definition.Region);
        var states = Joint(JointSpaces.Stab, JointSpaces.StabFragility, Prefix);
        var text = space.Branches[space.IndexOf(JointSpaces.Text)];
        var known = issuers.Values.ToHashSet(StringComparer.Ordinal);
        var texts = text.Weight == 0 ? [] : TextEmbeddingStore.Read(historical, text.ModelId, request.TextSourceType, first.AddDays(1 - request.TextWindowDays), last)
            .Where(t => known.Contains(DatedId.Of(t.EntityId))).ToArray();
        var sectors = new IssuerSectors(market, issuers);
        using var digest = new InputDigest();
        digest.Add("profile", profiles).Add("regime", regimes).Add("stab", states).Add("text", texts);
        AddMarket(digest, market, sectors, names, asked);
        return new JointInputs(digest.Finish(), () => Join(space, request, market, sectors, names, asked, (profiles, regimes, states, texts)));

        IReadOnlyList<JointVector> Joint(string branch, JointSpace of, string prefix)
            => space.Branches[space.IndexOf(branch)] is { Weight: > 0 } b ? JointEmbeddingStore.Read(historical, of.JointType, b.ModelId, prefix, first, last) : [];
    }

    /// <summary>Who was there and in which sector: part of what the vectors follow from.</summary>
    private static void AddMarket(InputDigest digest, Market market, IssuerSectors sectors, (int Column, string Id, string Issuer)[] names, int[] sessions)
    {
        foreach (var t in sessions)
        {
            foreach (var name in names)
            {
                if (!double.IsNaN(market.Prices.Close[t, name.Column]))
                    digest.Add($"{name.Id} {sectors.Of(name.Issuer, t)}");
            }
        }
    }

    private static IEnumerable<JointVector> Join(
        JointSpace space,
        ContextRequest request,
        Market market,
        IssuerSectors sectors,
        (int Column, string Id, string Issuer)[] names,
        int[] sessions,
        (IReadOnlyList<JointVector> Profiles, IReadOnlyList<JointVector> Regimes, IReadOnlyList<JointVector> States, StoredVector[] Texts) inputs)
    {
        var concatenation = space.Concatenation();
        var (profiles, states) = (ByKey(inputs.Profiles), ByKey(inputs.States));
        var regimes = inputs.Regimes.ToDictionary(r => r.AsOf, r => r.Vector);
        var texts = inputs.Texts.ToLookup(t => t.AsOf);
        var (profile, regime, stab, text) = (space.IndexOf(JointSpaces.ProfileBranch), space.IndexOf(JointSpaces.Regime), space.IndexOf(JointSpaces.Stab), space.IndexOf(JointSpaces.Text));
        foreach (var t in sessions)
        {
            var session = market.Sessions[t];
            var recent = Recent(market, sectors, request, texts, t);
            foreach (var name in names)
            {
                if (double.IsNaN(market.Prices.Close[t, name.Column]))
                    continue;
                var sector = sectors.Of(name.Issuer, t);
                var written = recent.Find(name.Issuer, sector);
                var branches = new float[]?[space.Branches.Count];
                branches[profile] = profiles.GetValueOrDefault((BackfillJointProfiles.Prefix + name.Issuer, session));
                branches[regime] = regimes.GetValueOrDefault(session);
                branches[stab] = states.GetValueOrDefault((Prefix + name.Id, session));
                branches[text] = written?.Vector;
                if (JointScope.Join(
                    space,
                    concatenation,
                    Prefix + name.Id,
                    session,
                    branches,
                    ("entity_type", "INSTRUMENT"),
                    ("entity_id", name.Id),
                    ("issuer_id", name.Issuer),
                    ("region", market.Definition.Region),
                    ("text_level", written is { } w ? StoredName.Of(w.Level) : null)) is { } row)
                {
                    yield return row;
                }
            }
        }
    }

    private static RecentText Recent(Market market, IssuerSectors sectors, ContextRequest request, ILookup<DateOnly, StoredVector> texts, int session)
    {
        var found = new List<IssuerText>();
        var from = market.Sessions[session].AddDays(1 - request.TextWindowDays);
        for (var t = session; t >= 0 && market.Sessions[t] >= from; t--)
        {
            foreach (var text in texts[market.Sessions[t]])
            {
                var issuer = DatedId.Of(text.EntityId);
                found.Add(new IssuerText(issuer, sectors.Of(issuer, session), session - t, text.Vector));
            }
        }

        return RecentText.Of(found);
    }

    private static Dictionary<(string, DateOnly), float[]> ByKey(IReadOnlyList<JointVector> vectors) => vectors.ToDictionary(v => (v.EntityKey, v.AsOf), v => v.Vector);
}

/// <summary>Whose contexts are joined, and from which text.</summary>
public sealed record ContextRequest
{
    public required string MarketId { get; init; }

    /// <summary>Only these instruments; empty is all of the market.</summary>
    public EquatableList<string> Instruments { get; init; } = [];

    /// <summary>Instruments left out at the beginning, in the order of their ids.</summary>
    [Range(0, 1e9, Unit = "names")]
    public int Offset { get; init; }

    /// <summary>At most so many instruments; null is all.</summary>
    [Range(1, 1e9, Unit = "names")]
    public int? Limit { get; init; }

    /// <summary>Calendar days of recent text, the as-of day included: 7 days hold five sessions.</summary>
    [Range(1, 36_500, Unit = "days")]
    public int TextWindowDays { get; init; } = 7;

    public string TextSourceType { get; init; } = "NEWS_ISSUER_DAY";

    /// <summary>The range's first session and those this rule names (daily, weekly, monthly, every:N); null is every session.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Words("daily", "weekly", "monthly", "every:N")]
    public string? Frequency { get; init; }
}
