using Prometheus.Core.Identity;
using Prometheus.Embeddings.Joint;
using Prometheus.Embeddings.Numeric;
using Prometheus.Jobs;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.Joint;

/// <summary>Puts the numeric vector of every stored book of the named portfolios into the joint space of portfolios, each context for itself.</summary>
public static class BackfillJointPortfolios
{
    public const string Prefix = "PORTFOLIO:";

    /// <param name="portfolios">Empty is all.</param>
    /// <param name="limit">At most so many books, in the order of their ids; null is all.</param>
    /// <exception cref="NothingMatchedError">No numeric vector of a book in the range.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        JointSpace space,
        IReadOnlyCollection<string> portfolios,
        int? limit,
        int windowDays,
        DateOnly start,
        DateOnly end,
        JobContext jobs)
    {
        string[]? keys = null;
        if (portfolios.Count > 0 || limit is not null)
        {
            keys = [.. Read(start, end).Select(v => v.EntityId).Distinct().Order(StringComparer.Ordinal)
                .Take(limit is { } most ? Guard.AtLeast(most, 1, "--limit") : int.MaxValue).Select(id => Prefix + id)];
        }

        var task = new JointTask
        {
            Space = space,
            Key = "joint portfolios",
            Block = portfolios.Count == 0 ? "all" : string.Join(',', portfolios.Order(StringComparer.Ordinal)),
            OptionsHash = StableId.Of(NumericModels.WindowSpec(windowDays), FormattableString.Invariant($"{limit}")),
            EntityPrefix = Prefix,
            EntityKeys = keys,
            Load = (first, last) => Load(first, last),
        };
        return JointBackfill.Run(databases, task, start, end, jobs);

        StoredVector[] Read(DateOnly first, DateOnly last) => NumericEmbeddingStore
            .Read(databases.Historical, space.Branches[0].ModelId, NumericModels.WindowSpec(windowDays), "PORTFOLIO", first, last)
            .Where(v => portfolios.Count == 0 || portfolios.Contains(PortfolioOf(v.EntityId))).ToArray();

        JointInputs Load(DateOnly first, DateOnly last)
        {
            var books = Read(first, last).Where(v => keys is null || keys.Contains(Prefix + v.EntityId, StringComparer.Ordinal)).ToArray();
            using var digest = new InputDigest();
            return new JointInputs(digest.Add("book", books).Finish(), () => Join(space, books));
        }
    }

    /// <summary>What stands behind the context.</summary>
    internal static string PortfolioOf(string entityId) => entityId[(entityId.IndexOf(':') + 1)..];

    private static IEnumerable<JointVector> Join(JointSpace space, StoredVector[] books)
    {
        var concatenation = space.Concatenation();
        foreach (var book in books)
        {
            var mark = book.EntityId.IndexOf(':');
            if (JointScope.Join(
                space,
                concatenation,
                Prefix + book.EntityId,
                book.AsOf,
                [book.Vector],
                ("entity_type", "PORTFOLIO"),
                ("context", mark > 0 ? book.EntityId[..mark] : ""),
                ("portfolio_id", PortfolioOf(book.EntityId))) is { } row)
            {
                yield return row;
            }
        }
    }
}
