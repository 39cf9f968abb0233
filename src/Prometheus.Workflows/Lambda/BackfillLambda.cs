using Prometheus.Core.Options;
using Prometheus.Core.Panels;
using Prometheus.Opinions.Lambda;
using Prometheus.States.Declarations;
using Prometheus.States.Stability;
using Prometheus.Stores.States;
using Prometheus.Workflows.MarketLoading;
using Prometheus.Workflows.Stability;

namespace Prometheus.Workflows.Lambda;

/// <summary>
/// λ of every cluster on every session of a range. The class of a name is the stored one of that very session; on a session without any
/// stored class the same model is computed instead, which gives what a backfill would have stored.
/// </summary>
public static class BackfillLambda
{
    private static readonly StateRequest<StabilityOptions, StabilityState> Stability = StabilityEngine.Definition.Of(StabilityOptions.Default);

    public static IReadOnlyList<string> Header { get; } =
        ["as_of_date", "market_id", "sector", "soft_target_class", "num_instruments", "dispersion", "avg_vol_window", "lambda_value"];

    /// <param name="databases">Prices, sectors and states.</param>
    /// <param name="marketIds">Each once.</param>
    /// <param name="start">First date.</param>
    /// <param name="end">Last date; nothing later is read.</param>
    /// <param name="options">Window and smallest cluster.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Ends loading and computing.</param>
    /// <exception cref="NothingMatchedError">A market without prices or without a session in the range.</exception>
    public static LambdaBackfill Execute(
        DatabasePair databases,
        IReadOnlyList<string> marketIds,
        DateOnly start,
        DateOnly end,
        LambdaDensityOptions options,
        int workers,
        CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        var rows = new List<LambdaRow>();
        var computed = 0;
        foreach (var marketId in marketIds.Distinct(StringComparer.Ordinal))
        {
            var states = MarketLoader.LoadFor(databases, marketId, end, [Stability], workers, cancellation, LambdaEngine.Reads);
            var market = states.Market;
            var first = market.Sessions.FirstAtOrAfter(start);
            if (first == market.Sessions.Count)
                throw new NothingMatchedError($"market {marketId} has no session from {start:yyyy-MM-dd} to {end:yyyy-MM-dd}");
            var (classes, missing) = Classes(databases, states, first);
            computed += missing;
            rows.AddRange(LambdaEngine.Compute(market, classes, options, first, workers, cancellation).Rows(market));
        }

        // Within a market and date the rows are in order; the sort is stable.
        return new LambdaBackfill(rows.OrderBy(r => r.AsOf).ThenBy(r => r.MarketId, StringComparer.Ordinal).ToArray(), computed);
    }

    /// <summary>The cells of a row in the order of <see cref="Header"/>.</summary>
    public static object?[] Cells(LambdaRow row)
        => [row.AsOf, row.MarketId, row.Sector, row.SoftTargetClass, row.Names, row.Dispersion, row.AverageVolatility, row.Lambda];

    private static (CodePanel Classes, int Computed) Classes(DatabasePair databases, StateResolver states, int first)
    {
        var market = states.Market;
        var stored = StabilityStore.ReadClasses(
            databases.Runtime,
            StabilityEntity.Instrument,
            market.Instruments.Ids.ToArray(),
            market.Sessions,
            StabilityState.DefaultModelId,
            market.Sessions[market.Sessions.Count - 1],
            market.Sessions[first]);
        var missing = Enumerable.Range(first, market.Sessions.Count - first).Where(t => !stored.Row(t).ContainsAnyExcept(CodePanel.None)).ToArray();
        if (missing.Length == 0)
            return (stored, 0);

        var computed = states.Get(Stability).Class;
        var columns = stored.Columns;
        var codes = new byte[stored.Sessions * columns];
        for (var t = 0; t < stored.Sessions; t++)
            stored.Row(t).CopyTo(codes.AsSpan(t * columns));
        foreach (var t in missing)
            computed.Row(t).CopyTo(codes.AsSpan(t * columns));
        return (CodePanel.Adopt(codes, stored.Sessions, columns), missing.Count(t => computed.Row(t).ContainsAnyExcept(CodePanel.None)));
    }
}

/// <summary>What a backfill of λ found.</summary>
/// <param name="Rows">By date, market, sector, class.</param>
/// <param name="ComputedSessions">Sessions whose classes were not stored and were computed instead.</param>
public sealed record LambdaBackfill(IReadOnlyList<LambdaRow> Rows, int ComputedSessions);
