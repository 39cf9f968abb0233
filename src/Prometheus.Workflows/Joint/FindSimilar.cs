using Prometheus.Core.Options;
using Prometheus.Embeddings.Joint;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.Joint;

/// <summary>Finds what resembles a stored vector of a joint space: every candidate is compared.</summary>
public static class FindSimilar
{
    private static readonly DateOnly Always = new(1800, 1, 1);
    private static readonly DateOnly Never = new(2999, 12, 31);

    /// <exception cref="NothingMatchedError">The entity has no vector there, or there is no candidate.</exception>
    public static SimilarityAnswer Execute(IDatabaseReads historical, SimilarityQuestion question)
    {
        OptionRules.Require(question);
        var space = SpaceOf(historical, question.JointType, question.ModelId);
        var query = VectorOf(historical, question.JointType, question.ModelId, question.EntityKey, question.AsOf, question.ToleranceDays);
        return Rank(historical, question, space, query);
    }

    /// <summary>
    /// Episodes that resemble a day of a region: its regime and its news beside the regime and the news during each episode, as the episode was known
    /// on that day. What went before and came after is compared for the columns of the branches only.
    /// </summary>
    /// <param name="question">Of the space of episodes; its entity is the region.</param>
    /// <param name="contextModelId">Model of the region's own vector.</param>
    public static SimilarityAnswer Episodes(IDatabaseReads historical, SimilarityQuestion question, string contextModelId)
    {
        OptionRules.Require(question);
        var context = SpaceOf(historical, JointSpaces.RegimeContext.JointType, contextModelId);
        var day = VectorOf(historical, context.JointType, contextModelId, question.EntityKey, question.AsOf, question.ToleranceDays);
        var space = SpaceOf(historical, question.JointType, question.ModelId);
        var blocks = context.Concatenation();
        var branches = new float[]?[space.Branches.Count];
        foreach (var what in (string[])[JointSpaces.Regime, JointSpaces.News])
        {
            var block = blocks.Block(day.Vector, context.IndexOf(what)).ToArray();
            foreach (var phase in EpisodePhases.All)
                branches[space.IndexOf($"{what}_{phase}")] = block;
        }

        var joined = space.Concatenation().Join(branches)!;
        var query = day with { Vector = joined.Vector, BranchMask = joined.Mask, Coverage = joined.Coverage };
        return Rank(historical, question with { Branches = [$"{JointSpaces.Regime}_{EpisodePhases.During}", $"{JointSpaces.News}_{EpisodePhases.During}"] }, space, query);
    }

    /// <summary>The stored vector of an entity on a date, or within the tolerance before it.</summary>
    /// <exception cref="NothingMatchedError">There is none; the sentence names the nearest date that has one.</exception>
    public static JointVector VectorOf(IDatabaseReads historical, string jointType, string modelId, string entityKey, DateOnly? asOf, int toleranceDays)
    {
        var near = asOf is { } day ? Dates(day.AddDays(-toleranceDays), day) : Dates(Always, Never);
        if (near.Count == 0)
            throw Missing(asOf is null ? [] : Dates(Always, Never));
        var found = near[^1];
        return JointEmbeddingStore.Read(historical, jointType, modelId, entityKey, found, found).Single(v => v.EntityKey == entityKey);

        IReadOnlyList<DateOnly> Dates(DateOnly first, DateOnly last) => JointEmbeddingStore.Dates(historical, jointType, modelId, entityKey, first, last);

        NothingMatchedError Missing(IReadOnlyList<DateOnly> all)
        {
            if (all.Count == 0 || asOf is not { } wanted)
                return new NothingMatchedError($"{jointType} {modelId} holds no vector of {entityKey}");
            var nearest = all.MinBy(d => (Math.Abs(d.DayNumber - wanted.DayNumber), d.DayNumber));
            return new NothingMatchedError($"{jointType} {modelId} holds no vector of {entityKey} on {wanted:yyyy-MM-dd}; the nearest date that has one is {nearest:yyyy-MM-dd}");
        }
    }

    /// <exception cref="NothingMatchedError">Nothing was ever stored in the space.</exception>
    public static JointSpace SpaceOf(IDatabaseReads historical, string jointType, string modelId)
        => JointEmbeddingStore.TryFindSpace(historical, jointType, modelId)
            ?? throw new NothingMatchedError($"joint space {jointType} {modelId} holds nothing yet; 'prometheus joint' fills it");

    private static SimilarityAnswer Rank(IDatabaseReads historical, SimilarityQuestion question, JointSpace space, JointVector query)
    {
        var candidates = Candidates(historical, question, query);
        if (candidates.Count == 0)
            throw new NothingMatchedError($"nothing else of {question.JointType} {question.ModelId} can be compared with {question.EntityKey} on {query.AsOf:yyyy-MM-dd}");
        var mask = question.Branches.Count == 0 ? -1L : question.Branches.Aggregate(0L, (bits, name) => bits | (1L << space.IndexOf(name)));
        var neighbours = JointSimilarity.Nearest(space.Concatenation(), query, candidates, mask, question.Count);
        return new SimilarityAnswer(space, query, neighbours, candidates.Count);
    }

    private static List<JointVector> Candidates(IDatabaseReads historical, SimilarityQuestion question, JointVector query)
    {
        var (start, end) = question.AcrossDates ? (question.Start, question.End ?? query.AsOf) : (query.AsOf, query.AsOf);
        var rows = JointEmbeddingStore.Read(historical, question.JointType, question.ModelId, question.CandidatePrefix, start, end)
            .Where(v => v.EntityKey != query.EntityKey && question.IsCandidate(v));
        if (question.AcrossDates)
            rows = rows.GroupBy(v => v.EntityKey, StringComparer.Ordinal).Select(g => g.Last());
        if (question.CandidateLimit is { } limit)
            rows = rows.OrderByDescending(v => v.AsOf).ThenBy(v => v.EntityKey, StringComparer.Ordinal).Take(limit);
        return rows.ToList();
    }
}

/// <summary>The neighbours of a stored vector.</summary>
/// <param name="Space">With its branches.</param>
/// <param name="Query">The vector that was asked about.</param>
/// <param name="Neighbours">Nearest first.</param>
/// <param name="Candidates">How many were compared.</param>
public sealed record SimilarityAnswer(JointSpace Space, JointVector Query, IReadOnlyList<JointNeighbour> Neighbours, int Candidates);

/// <summary>Which stored vectors resemble which.</summary>
public sealed record SimilarityQuestion
{
    public required string JointType { get; init; }

    public required string ModelId { get; init; }

    /// <summary>Whose vector is asked about.</summary>
    public required string EntityKey { get; init; }

    /// <summary>Its date; null takes the only one an entity has.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Where there is no vector on the date: the last one at most so many calendar days before.</summary>
    [Range(0, 36_500, Unit = "days")]
    public int ToleranceDays { get; init; }

    /// <summary>Beginning of the candidates' keys.</summary>
    public required string CandidatePrefix { get; init; }

    /// <summary>Candidates of any date, each with its latest vector; otherwise those of the query's own date.</summary>
    public bool AcrossDates { get; init; }

    /// <summary>First date of a candidate across dates.</summary>
    public DateOnly Start { get; init; } = new(1800, 1, 1);

    /// <summary>Last date of a candidate across dates; null is the query's.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Further conditions; the query itself is never a candidate.</summary>
    public Func<JointVector, bool> IsCandidate { get; init; } = _ => true;

    /// <summary>Branches that count; empty is all.</summary>
    public IReadOnlyList<string> Branches { get; init; } = [];

    /// <summary>At most so many neighbours.</summary>
    [Range(1, 1e9, Unit = "neighbours")]
    public int Count { get; init; } = 10;

    /// <summary>At most so many candidates, the newest first; null is all.</summary>
    [Range(1, 1e9, Unit = "candidates")]
    public int? CandidateLimit { get; init; }
}
