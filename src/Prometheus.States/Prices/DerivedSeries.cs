using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Panels;
using Prometheus.States.Declarations;

namespace Prometheus.States.Prices;

/// <summary>
/// The derived columns of <c>returns_daily</c> and <c>volatility_daily</c>, [sessions × instruments], on total returns and over observed closes,
/// not calendar days (sheet A §2.4, §6.5). NaN where a close or enough history is missing.
/// </summary>
/// <param name="Return1">Simple return since the previous observed close.</param>
/// <param name="Return5">Simple return since the fifth observed close before.</param>
/// <param name="Return21">Simple return since the twenty-first observed close before.</param>
/// <param name="Volatility21">Sample deviation of exactly 21 daily log returns, daily.</param>
/// <param name="Volatility63">Sample deviation of exactly 63 daily log returns, daily.</param>
public sealed record DerivedSeries(Panel Return1, Panel Return5, Panel Return21, Panel Volatility21, Panel Volatility63)
{
    public static StateDefinition<NoOptions, DerivedSeries> Definition { get; } = new()
    {
        Kind = "derived",
        ModelId = "returns-and-volatility-v1",
        Table = "returns_daily",
        Command = "data derive",
        Default = NoOptions.Instance,
        Reads = _ => MarketReads.TotalReturns,
        Compute = (reader, _) => [Compute(reader.Market, reader.Workers, reader.Cancellation)],
    };

    public static DerivedSeries Compute(Market market, int workers, CancellationToken cancellation = default)
    {
        var returns = market.TotalReturns;
        var (sessions, columns) = (returns.Log.Sessions, returns.Log.Columns);
        var (five, month) = (new double[sessions * columns], new double[sessions * columns]);
        var (shortVolatility, longVolatility) = (new double[sessions * columns], new double[sessions * columns]);
        foreach (var output in (double[][])[five, month, shortVolatility, longVolatility])
            Array.Fill(output, double.NaN);
        Parallel.For(0, columns, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation }, i =>
        {
            var rows = new int[sessions];
            var logs = new double[sessions];
            var count = 0;
            for (var t = 0; t < sessions; t++)
            {
                if (double.IsNaN(returns.LogIndex[t, i]))
                    continue;
                rows[count] = t;
                logs[count++] = returns.Log[t, i];
                var cell = (t * columns) + i;
                five[cell] = ReturnOver(returns.LogIndex, rows, count, 5, i);
                month[cell] = ReturnOver(returns.LogIndex, rows, count, 21, i);
                shortVolatility[cell] = DeviationOf(logs, count, 21);
                longVolatility[cell] = DeviationOf(logs, count, 63);
            }
        });
        return new DerivedSeries(returns.Simple, Adopt(five), Adopt(month), Adopt(shortVolatility), Adopt(longVolatility));

        Panel Adopt(double[] values) => Panel.Adopt(values, sessions, columns);
    }

    private static double ReturnOver(Panel logIndex, int[] rows, int count, int closes, int instrument)
        => count > closes ? ScalarMath.Exp(logIndex[rows[count - 1], instrument] - logIndex[rows[count - 1 - closes], instrument]) - 1 : double.NaN;

    /// <summary>The first observed close has no return, so n returns need n + 1 closes.</summary>
    private static double DeviationOf(double[] logs, int count, int returns)
    {
        if (count <= returns)
            return double.NaN;
        var window = logs.AsSpan(count - returns, returns);
        var sum = 0.0;
        foreach (var value in window)
            sum += value;
        var mean = sum / returns;
        var squares = 0.0;
        foreach (var value in window)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / (returns - 1));
    }
}
