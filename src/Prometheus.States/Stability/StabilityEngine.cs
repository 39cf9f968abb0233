using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Options;
using Prometheus.Embeddings.Numeric;
using Prometheus.States.Declarations;
using Prometheus.States.Profiles;

namespace Prometheus.States.Stability;

/// <summary>
/// <c>basic-price-stab-v1</c> over the whole history: volatility, drawdown and trend of the total-return index over a trailing window, scored
/// against fixed references (sheet B §2.1, on total returns). Row t depends on the rows t − W + 1 … t only. The window looks at observed closes;
/// a session without one neither breaks nor ends a state, fewer than the minimum of observations give none.
/// </summary>
public static class StabilityEngine
{
    /// <summary>Columns of one unit of work: whole cache lines, few enough for a window to stay close to the processor.</summary>
    private const int BlockColumns = 16;

    private const int ChunkSessions = 32;

    public static StateDefinition<StabilityOptions, StabilityState> Definition { get; } = new()
    {
        Kind = "stability",
        ModelId = StabilityState.DefaultModelId,
        Table = "stability_vectors",
        Command = "stab backfill",
        StoredReads = ["profiles"],
        Default = StabilityOptions.Default,
        Reads = options => (options.Features is null ? MarketReads.TotalReturns : MarketEntities.Reads) | (options.Profiles is null ? 0 : MarketReads.Members),
        Compute = (reader, all) =>
        [
            .. all.Select(options => Compute(reader.Market, options, reader.Workers, reader.Cancellation) with
            {
                Profiles = KnownProfiles.InForce(reader, options.Profiles),
            }),
        ],
    };

    /// <param name="market">Total returns are its only input; where vectors count too, volumes must be loaded.</param>
    /// <param name="options">Window and references.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between blocks of instruments.</param>
    public static StabilityState Compute(Market market, StabilityOptions options, int workers, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        var returns = market.TotalReturns;
        var (sessions, columns) = (returns.LogIndex.Sessions, returns.LogIndex.Columns);
        var output = new StabilityBuffers(sessions, columns);
        var scorer = new StabilityScorer(options);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation };
        Parallel.For(0, (columns + BlockColumns - 1) / BlockColumns, parallel, block =>
        {
            var first = block * BlockColumns;
            var region = PanelRegion.ColumnsOf(returns.LogIndex, first, Math.Min(columns, first + BlockColumns));
            RollingPath.Compute(
                returns.LogIndex, returns.Log, options.WindowSessions, options.MinimumObservations, region, output.Sigma, output.Drawdown, output.Trend);
        });
        Parallel.For(0, (sessions + ChunkSessions - 1) / ChunkSessions, parallel, chunk =>
        {
            var first = chunk * ChunkSessions;
            ScoreCells(output, scorer, first * columns, (Math.Min(sessions, first + ChunkSessions) - first) * columns);
        });
        var state = output.ToState(options);
        return options.Features is { } model
            ? StabilityForecast.Apply(market, state, LeadingVectors.Compute(market, NumericModels.Parse(model), workers, cancellation), cancellation)
            : state;
    }

    /// <summary>Turns the log drawdown and trend of consecutive cells into fractions and scores them.</summary>
    private static void ScoreCells(StabilityBuffers output, StabilityScorer scorer, int first, int count)
    {
        var drawdown = output.Drawdown.AsSpan(first, count);
        var trend = output.Trend.AsSpan(first, count);
        var index = output.Index.AsSpan(first, count);
        ScalarMath.ExpMinusOne(drawdown, drawdown);
        ScalarMath.ExpMinusOne(trend, trend);
        scorer.Score(
            output.Sigma.AsSpan(first, count),
            drawdown,
            trend,
            output.VolatilityScore.AsSpan(first, count),
            output.DrawdownScore.AsSpan(first, count),
            output.TrendScore.AsSpan(first, count),
            index);
        scorer.Classify(index, output.Class.AsSpan(first, count));
    }
}
