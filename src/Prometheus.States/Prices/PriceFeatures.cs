using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.States.Declarations;

namespace Prometheus.States.Prices;

/// <summary>
/// The price ingredients of an assessment, [sessions × instruments], shared by all horizons. All are of total returns; NaN where too little was
/// observed. Returns are logarithmic: only their order within a session is used.
/// </summary>
/// <param name="Return5">Log return over 5 sessions.</param>
/// <param name="Return21">Log return over 21 sessions.</param>
/// <param name="Momentum">Log return from 252 to 21 sessions ago.</param>
/// <param name="HighCloseness">Log distance to the highest close of the last 252 sessions, ≤ 0.</param>
/// <param name="IdiosyncraticVolatility">
/// Daily standard deviation of the residual of simple returns on the equal-weight market return over 63 sessions (OLS, n − 2).
/// </param>
public sealed record PriceFeatures(Panel Return5, Panel Return21, Panel Momentum, Panel HighCloseness, Panel IdiosyncraticVolatility)
{
    public static StateDefinition<NoOptions, PriceFeatures> Definition { get; } = new()
    {
        Kind = "price features",
        ModelId = "price-features-v1",
        Default = NoOptions.Instance,
        Reads = _ => MarketReads.Members,
        Compute = (reader, _) => [Compute(reader.Market, reader.Workers, reader.Cancellation)],
    };

    private const int VolatilityWindow = 63;
    private const int MinimumReturns = 55;
    private const int HighWindow = 252;
    private const int MinimumHighObservations = 200;

    /// <summary>Columns of one unit of work: whole cache lines, few enough for a window to stay close to the processor.</summary>
    private const int BlockColumns = 16;

    /// <param name="market">Total returns are the only input.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Checked between blocks of instruments.</param>
    public static PriceFeatures Compute(Market market, int workers, CancellationToken cancellation = default)
    {
        var returns = market.TotalReturns;
        var (sessions, columns) = (returns.LogIndex.Sessions, returns.LogIndex.Columns);
        var average = EqualWeightReturns(returns.Simple, market.Funds);
        var features = Enumerable.Range(0, 5).Select(_ => GC.AllocateUninitializedArray<double>(sessions * columns)).ToArray();
        Parallel.For(
            0,
            (columns + BlockColumns - 1) / BlockColumns,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation },
            () => new CarriedLevels(sessions, BlockColumns),
            (block, _, levels) =>
            {
                var first = block * BlockColumns;
                var end = Math.Min(columns, first + BlockColumns);
                levels.Load(returns.LogIndex, first, end);
                levels.WriteChange(0, 5, features[0]);
                levels.WriteChange(0, 21, features[1]);
                levels.WriteChange(21, 252, features[2]);
                var region = PanelRegion.ColumnsOf(returns.LogIndex, first, end);
                RollingMaximum.Compute(returns.LogIndex, HighWindow, MinimumHighObservations, region, features[3]);
                levels.WriteDistance(features[3]);
                RollingResidual.Compute(returns.Simple, average, VolatilityWindow, MinimumReturns, region, features[4]);
                return levels;
            },
            _ => { });
        foreach (var fund in market.Funds)
        {
            foreach (var feature in features)
            {
                for (var t = 0; t < sessions; t++)
                    feature[(t * columns) + fund] = double.NaN;
            }
        }

        return new PriceFeatures(Adopt(0), Adopt(1), Adopt(2), Adopt(3), Adopt(4));

        Panel Adopt(int feature) => Panel.Adopt(features[feature], sessions, columns);
    }

    /// <summary>Mean simple return of the names observed on each session, funds left out; NaN where none was.</summary>
    public static double[] EqualWeightReturns(Panel simple, IReadOnlySet<int> funds)
    {
        var average = new double[simple.Sessions];
        var row = new double[simple.Columns];
        var observed = new double[simple.Columns];
        for (var t = 0; t < simple.Sessions; t++)
        {
            simple.Row(t).CopyTo(row);
            foreach (var fund in funds)
                row[fund] = double.NaN;
            average[t] = LaneStatistics.Mean(observed.AsSpan(0, LaneSum.Compact(row, observed)));
        }

        return average;
    }
}
