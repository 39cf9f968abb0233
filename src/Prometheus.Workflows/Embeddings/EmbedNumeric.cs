using Prometheus.Core.Markets;
using Prometheus.Core.Options;
using Prometheus.Embeddings.Numeric;
using Prometheus.Jobs;
using Prometheus.Stores.Embeddings;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Embeddings;

/// <summary>
/// Saves window vectors of instruments, sectors and a market, a unit a model and year (or session), and then the record of the fits that
/// served them. What is there with the same inputs is skipped.
/// </summary>
public static class EmbedNumeric
{
    /// <exception cref="NothingMatchedError">No stored session lies in the range.</exception>
    /// <exception cref="UserError">Options out of their ranges.</exception>
    public static IReadOnlyList<NumericEmbeddingSummary> Execute(
        DatabasePair databases, NumericEmbeddingOptions options, JobContext jobs)
    {
        OptionRules.Require(options);
        var loading = new MarketLoadOptions { MarketId = options.MarketId, End = options.End ?? options.AsOf ?? DateOnly.MaxValue, Reads = MarketEntities.Reads };
        var market = MarketLoader.Load(databases, loading, jobs.Cancellation);
        var work = new NumericEncoding(market, options, jobs.Workers, jobs.Cancellation);
        var units = NumericUnit.Of(market, options);
        if (options.DryRun)
        {
            foreach (var unit in units)
                work.Count(unit);
            return Summaries(units, unit => work.Vectors(unit), work);
        }

        var byUnit = units.ToDictionary(u => u.Unit);
        jobs.Run(databases.Historical, new Job<NumericUnit>
        {
            Key = $"embed numeric {options.MarketId}",
            Units = [.. byUnit.Keys],
            Compute = (unit, _) => byUnit[unit],
            Save = (transaction, _, unit) => work.Save(transaction, unit),
            Clear = options.Start is null ? null : transaction => work.Clear(transaction, units),
            WhenNothing = () => units.Any(u => Stored(databases, options, market, u) > 0)
                ? null
                : new NothingMatchedError(FormattableString.Invariant(
                    $"no entity has a window with enough returns after the first {options.Numeric.MinimumTraining} stored sessions of {options.MarketId}")),
        });
        jobs.Cancellation.ThrowIfCancellationRequested();
        SaveFits(databases, units, work, jobs);
        return Summaries(units, unit => Stored(databases, options, market, unit), work);
    }

    /// <summary>The record of the fits, in the other database: a second list of work after the vectors.</summary>
    private static void SaveFits(
        DatabasePair databases, IReadOnlyList<NumericUnit> units, NumericEncoding work, JobContext jobs)
    {
        var byUnit = units.Where(u => u.EntityType == units[0].EntityType).ToDictionary(u => u.Unit);
        var alone = jobs with { Options = jobs.Options with { Workers = 1 }, Progress = null };
        alone.Run(databases.Runtime, new Job<NumericUnit>
        {
            Key = $"embed numeric models {work.Market.Definition.MarketId}",
            Units = [.. byUnit.Keys],
            Compute = (unit, _) => byUnit[unit],
            Save = (transaction, _, unit) => ModelStore.Save(
                transaction, work.Market.Definition.MarketId, work.Market.Sessions, work.StateOf(unit.Model), unit.First, unit.Last),
        });
    }

    private static long Stored(DatabasePair databases, NumericEmbeddingOptions options, Market market, NumericUnit unit)
        => NumericEmbeddingStore.Count(
            databases.Historical,
            NumericModels.IdOf(unit.Model, options.Numeric),
            NumericModels.WindowSpec(options.Numeric.WindowSessions),
            unit.EntityType,
            new NumericRange(market.Definition.MarketId, market.Sessions[unit.First], market.Sessions[unit.Last]));

    private static NumericEmbeddingSummary[] Summaries(IReadOnlyList<NumericUnit> units, Func<NumericUnit, long> stored, NumericEncoding work) =>
    [
        .. units.GroupBy(u => (u.Model, u.EntityType)).Select(g => new NumericEmbeddingSummary(
            work.IdOf(g.Key.Model), g.Key.EntityType, g.Sum(u => u.Last - u.First + 1), g.Sum(stored), g.Sum(work.Written), g.Sum(work.WithoutVector), work.FitsOf(g.Key.Model))),
    ];
}

/// <summary>What a run did for one model and entity type.</summary>
/// <param name="ModelId">With the options' suffix where they are not the defaults.</param>
/// <param name="EntityType">INSTRUMENT, SECTOR or MARKET.</param>
/// <param name="Sessions">Sessions asked for.</param>
/// <param name="Stored">Vectors that are stored for them now; in a dry run, that would be written.</param>
/// <param name="Written">Vectors this run wrote.</param>
/// <param name="WithoutVector">Entities with a return that day but no vector: too early, or too few returns. Of the sessions computed by this run.</param>
/// <param name="Fits">Fits of the model up to the last session asked for.</param>
public sealed record NumericEmbeddingSummary(string ModelId, string EntityType, int Sessions, long Stored, long Written, long WithoutVector, int Fits);
