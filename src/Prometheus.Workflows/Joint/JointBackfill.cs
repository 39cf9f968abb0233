using System.Globalization;
using Prometheus.Core.Identity;
using Prometheus.Embeddings.Joint;
using Prometheus.Jobs;
using Prometheus.Stores.Embeddings;

namespace Prometheus.Workflows.Joint;

/// <summary>Fills a joint space in units of a quarter; a unit whose inputs are unchanged is left as it is.</summary>
internal static class JointBackfill
{
    /// <exception cref="NothingMatchedError">No branch of the space has a vector in the range, nor had one before. Then nothing is written.</exception>
    public static JobOutcome Run(
        DatabasePair databases,
        JointTask task,
        DateOnly start,
        DateOnly end,
        JobContext jobs)
    {
        if (end < start)
            throw new UserError($"the range ends on {end:yyyy-MM-dd}, before it begins on {start:yyyy-MM-dd}");
        var options = StableId.Of(task.OptionsHash, StableId.HashOf(task.Space));
        var units = new Dictionary<JobUnit, (DateOnly First, DateOnly Last)>();
        foreach (var (first, last) in Quarters(start, end))
        {
            jobs.Cancellation.ThrowIfCancellationRequested();
            var range = string.Create(CultureInfo.InvariantCulture, $"{first:yyyy-MM-dd}..{last:yyyy-MM-dd}");
            units.Add(new JobUnit(task.Space.JointType, range, task.Block, options, task.Load(first, last).Digest), (first, last));
        }

        var key = $"{task.Key} {task.Space.ModelId}";
        return jobs.Run(databases.Historical, new Job<JointInputs>
        {
            Key = key,
            Units = [.. units.Keys],
            Compute = (unit, _) => task.Load(units[unit].First, units[unit].Last),
            Save = (transaction, unit, inputs) =>
            {
                if (task.ReplacesOtherOptions)
                    FinishedUnit.ForgetOtherOptionsOfItsDates(transaction, key, unit);
                var range = task.Range(units[unit].First, units[unit].Last);
                return task.Shared is { } shared
                    ? JointEmbeddingStore.SaveOrdered(transaction, task.Space, range, inputs.Join(), shared)
                    : JointEmbeddingStore.SaveOrdered(transaction, task.Space, range, inputs.Join());
            },
            Clear = transaction => JointEmbeddingStore.Clear(transaction, task.Space, task.Range(start, end)),
            WhenNothing = () => NothingStored(databases, task, start, end),
        });
    }

    /// <summary>Makes sure that a task has something to write, or wrote something before.</summary>
    /// <exception cref="NothingMatchedError">Neither.</exception>
    public static void RequireAny(DatabasePair databases, JointTask task, DateOnly start, DateOnly end)
    {
        if (!Quarters(start, end).Any(q => task.Load(q.First, q.Last).Join().Any()) && NothingStored(databases, task, start, end) is { } nothing)
            throw nothing;
    }

    private static NothingMatchedError? NothingStored(DatabasePair databases, JointTask task, DateOnly start, DateOnly end)
        => JointEmbeddingStore.Count(databases.Historical, task.Space.JointType, task.Space.ModelId, task.EntityPrefix, start, end) > 0
            ? null
            : new NothingMatchedError(
                $"no branch of {task.Space.JointType} ({string.Join(", ", task.Space.Branches.Select(b => b.ModelId))}) of {task.Block} has a vector from {start:yyyy-MM-dd} to {end:yyyy-MM-dd}");

    private static IEnumerable<(DateOnly First, DateOnly Last)> Quarters(DateOnly start, DateOnly end)
    {
        for (var first = start; first <= end;)
        {
            var next = new DateOnly(first.Year, (((first.Month - 1) / 3) * 3) + 1, 1).AddMonths(3);
            yield return (first, next <= end ? next.AddDays(-1) : end);
            first = next;
        }
    }
}

/// <summary>Everything a unit of a joint backfill reads, and what follows from it.</summary>
/// <param name="Digest">Of what was read.</param>
/// <param name="Join">The vectors of the unit, by date, then entity key, made while they are read: side by side they are larger than what they are made of.</param>
internal sealed record JointInputs(string Digest, Func<IEnumerable<JointVector>> Join);

/// <summary>How one joint space is filled, quarter by quarter.</summary>
internal sealed record JointTask
{
    public required JointSpace Space { get; init; }

    /// <summary>Names the job, for example <c>joint profiles</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Which part of the names, for example a market.</summary>
    public required string Block { get; init; }

    /// <summary>Hash of everything that was asked for beside the space.</summary>
    public required string OptionsHash { get; init; }

    /// <summary>Beginning of the entity keys it writes.</summary>
    public required string EntityPrefix { get; init; }

    /// <summary>Exactly these keys; null is all of the prefix.</summary>
    public IReadOnlyCollection<string>? EntityKeys { get; init; }

    /// <summary>True where other options make other vectors under the same keys: then their units of the same dates are forgotten.</summary>
    public bool ReplacesOtherOptions { get; init; }

    /// <summary>The branch that all its names have in common; null for none.</summary>
    public SharedBranch? Shared { get; init; }

    /// <summary>Reads what the vectors of two dates and all between follow from.</summary>
    public required Func<DateOnly, DateOnly, JointInputs> Load { get; init; }

    public JointRange Range(DateOnly first, DateOnly last) => new(first, last, EntityPrefix, EntityKeys);
}
