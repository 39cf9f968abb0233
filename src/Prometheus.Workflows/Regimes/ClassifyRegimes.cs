using Prometheus.Core.Errors;
using Prometheus.Core.Identity;
using Prometheus.Core.Markets;
using Prometheus.Databases;
using Prometheus.Embeddings.Numeric;
using Prometheus.Jobs;
using Prometheus.States.Regimes;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;

namespace Prometheus.Workflows.Regimes;

/// <summary>Classifies the sessions of a region's market and saves their regimes and transitions.</summary>
public static class ClassifyRegimes
{
    /// <summary>Every session of a range, one unit a calendar year.</summary>
    /// <exception cref="NothingMatchedError">No stored session lies in the range.</exception>
    /// <exception cref="UserError">An unknown region, options out of range, or an index instrument that is not stored.</exception>
    public static JobOutcome Execute(
        DatabasePair databases,
        string region,
        DateOnly start,
        DateOnly end,
        RegimeOptions options,
        JobOptions job,
        JobRunner runner,
        IProgress<JobProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var market = Load(databases, region, end, cancellation);
        var state = new Lazy<RegimeState>(() => RegimeEngine.Compute(market, options, job.Workers, cancellation));
        var hash = StableId.HashOf(options);
        var key = $"regime classify {region} {StableId.ModelId(RegimeState.DefaultModelId, options with { IndexInstrument = null }, RegimeOptions.Default)}";
        var years = YearUnit.Of(market, start, "regime", hash, UnitInputs.Everything).ToDictionary(y => y.Unit);
        return runner.Run(
            databases.Runtime,
            new Job<YearUnit>
            {
                Key = key,
                Units = [.. years.Keys],
                Compute = (unit, _) => years[unit],
                Save = (transaction, unit, year) =>
                {
                    // Another index instrument writes the same rows: what it left is no longer what its units say.
                    FinishedUnit.ForgetOtherOptions(transaction, key, unit);
                    return RegimeStore.Save(transaction, market, state.Value, year.First, year.Last);
                },
            },
            job,
            progress,
            cancellation);
    }

    /// <summary>One session; the row is the one a range over it would write.</summary>
    /// <returns>The label, or null where the session lies too early for one, and its confidence.</returns>
    /// <exception cref="NothingMatchedError">The date is no session of the market, or none of it is stored.</exception>
    public static (RegimeLabel? Label, double Confidence) Execute(
        DatabasePair databases, string region, DateOnly asOf, RegimeOptions options, int workers, CancellationToken cancellation = default)
    {
        var definition = MarketCatalog.OfRegion(region);
        var market = Load(databases, region, asOf, cancellation);
        var session = market.Sessions.IndexOf(asOf);
        if (session < 0)
            throw new NothingMatchedError($"{asOf:yyyy-MM-dd} is no stored session of {definition.MarketId} ({definition.Exchange})");
        var state = RegimeEngine.Compute(market, options, workers, cancellation);
        databases.Runtime.InTransaction(unit => RegimeStore.Save(unit, market, state, session, session));
        return (state.LabelAt(session), state.ConfidenceAt(session));
    }

    private static Market Load(DatabasePair databases, string region, DateOnly end, CancellationToken cancellation) => MarketLoader.Load(
        databases,
        new MarketLoadOptions { MarketId = MarketCatalog.OfRegion(region).MarketId, End = end, Fields = MarketEntities.Fields },
        cancellation);
}
