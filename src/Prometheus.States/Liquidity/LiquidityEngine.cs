using Prometheus.Core.Errors;
using Prometheus.Core.Instruments;
using Prometheus.Core.Markets;
using Prometheus.Core.Numerics;
using Prometheus.Core.Options;
using Prometheus.Core.Panels;
using Prometheus.States.Declarations;

namespace Prometheus.States.Liquidity;

/// <summary>
/// <c>liquidity-basic-v1</c> over the whole history. Row t depends on the rows of its own windows, and on the counts of shares known at t. Closes that
/// later dividends have lowered say nothing about traded value: names on a fully adjusted basis have a spread alone. Turnover needs raw volumes.
/// </summary>
public static class LiquidityEngine
{
    private const double Million = 1e6;

    /// <summary>3 − 2√2 of Corwin and Schultz's α.</summary>
    private static readonly double Denominator = 3 - (2 * Math.Sqrt(2));

    public static StateDefinition<LiquidityOptions, LiquidityState> Definition { get; } = new()
    {
        Kind = "liquidity",
        ModelId = LiquidityState.DefaultModelId,
        Table = "liquidity_daily",
        Command = "liquidity backfill",
        StoredReads = ["financial_statements"],
        Default = LiquidityOptions.Default,
        Reads = _ => MarketReads.Members | MarketReads.Levels | MarketReads.Ranges,
        Compute = (reader, all) => [.. all.Select(options => Compute(reader.Market, reader.Stored<SharesOutstanding>(), options, reader.Workers, reader.Cancellation))],
        Columns =
        [
            new("illiquidity", "|return| a million traded, a fraction", state => state.Illiquidity),
            new("spread", "fraction of the price", state => state.Spread),
            new("turnover", "share of the shares outstanding, a session", state => state.Turnover),
        ],
    };

    /// <param name="market">Total returns, highs, lows, closes, volumes, bases and issuers.</param>
    /// <param name="shares">Counts of shares as they became known; null leaves turnover unknown.</param>
    /// <param name="workers">Threads; the result does not depend on it.</param>
    /// <exception cref="UserError">Options out of range.</exception>
    public static LiquidityState Compute(Market market, SharesOutstanding? shares, LiquidityOptions options, int workers, CancellationToken cancellation = default)
    {
        OptionRules.Require(options);
        var (sessions, columns) = (market.Sessions.Count, market.Instruments.Count);
        var output = Enumerable.Range(0, 3).Select(_ => new double[sessions * columns]).ToArray();
        Parallel.For(
            0,
            columns,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, workers), CancellationToken = cancellation },
            () => new double[sessions],
            (column, _, daily) =>
            {
                FillIlliquidity(market, column, daily);
                WriteMeans(daily, options.WindowSessions, options.MinimumObserved, output[0], column, columns);
                FillSpread(market, column, daily);
                WriteMeans(daily, options.SpreadSessions, options.MinimumObserved, output[1], column, columns);
                FillTurnover(market, shares, options.MaximumShareAgeDays, column, daily);
                WriteMeans(daily, options.WindowSessions, options.MinimumObserved, output[2], column, columns);
                return daily;
            },
            _ => { });
        return new LiquidityState(options, Adopt(0), Adopt(1), Adopt(2));

        Panel Adopt(int part) => Panel.Adopt(output[part], sessions, columns);
    }

    /// <summary>|r| over traded value in millions; a session without trade or return is not observed.</summary>
    private static void FillIlliquidity(Market market, int column, double[] daily)
    {
        var known = market.Basis[column] != PriceBasis.FullyAdjusted;
        for (var t = 0; t < daily.Length; t++)
        {
            var traded = market.Prices.Close[t, column] * market.Prices.Volume[t, column];
            daily[t] = known && traded > 0 ? Math.Abs(market.TotalReturns.Simple[t, column]) / (traded / Million) : double.NaN;
        }
    }

    /// <summary>
    /// The spread of each pair of sessions that follow each other. Yesterday's levels are brought to today's by what a split or dividend took away, and a gap
    /// over night moves today's range to where yesterday closed; a negative estimate counts as 0, as in the paper.
    /// </summary>
    private static void FillSpread(Market market, int column, double[] daily)
    {
        var (high, low, close, returns) = (market.Prices.High, market.Prices.Low, market.Prices.Close, market.TotalReturns.Simple);
        daily[0] = double.NaN;
        for (var t = 1; t < daily.Length; t++)
        {
            var factor = close[t, column] / (close[t - 1, column] * (1 + returns[t, column]));
            var (h0, l0, c0) = (high[t - 1, column] * factor, low[t - 1, column] * factor, close[t - 1, column] * factor);
            var (h1, l1) = (high[t, column], low[t, column]);
            var gap = c0 < l1 ? c0 - l1 : c0 > h1 ? c0 - h1 : 0;
            daily[t] = l0 > 0 && l1 + gap > 0 && h0 >= l0 && h1 >= l1 ? SpreadOf(h0, l0, h1 + gap, l1 + gap) : double.NaN;
        }
    }

    private static double SpreadOf(double h0, double l0, double h1, double l1)
    {
        var (first, second) = (ScalarMath.Log(h0 / l0), ScalarMath.Log(h1 / l1));
        var both = ScalarMath.Log(Math.Max(h0, h1) / Math.Min(l0, l1));
        var beta = (first * first) + (second * second);
        var alpha = ((Math.Sqrt(2 * beta) - Math.Sqrt(beta)) / Denominator) - Math.Sqrt(both * both / Denominator);
        var grown = ScalarMath.Exp(alpha);
        return Math.Max(0, 2 * (grown - 1) / (1 + grown));
    }

    private static void FillTurnover(Market market, SharesOutstanding? shares, int maximumAgeDays, int column, double[] daily)
    {
        Array.Fill(daily, double.NaN);
        if (shares is null || market.Basis[column] != PriceBasis.Raw || market.Issuers.ElementAtOrDefault(column) is not { } issuer)
            return;
        shares.Fill(market, column, issuer, maximumAgeDays, daily);
        for (var t = 0; t < daily.Length; t++)
            daily[t] = market.Prices.Volume[t, column] / daily[t];
    }

    /// <summary>Means over the observed sessions of a window, each from its own rows, in their order.</summary>
    private static void WriteMeans(double[] daily, int window, double minimumObserved, double[] output, int column, int columns)
    {
        for (var t = 0; t < daily.Length; t++)
        {
            var (sum, count) = (0.0, 0);
            for (var s = Math.Max(0, t - window + 1); s <= t; s++)
            {
                if (double.IsNaN(daily[s]))
                    continue;
                sum += daily[s];
                count++;
            }

            output[(t * columns) + column] = !double.IsNaN(daily[t]) && count >= minimumObserved * window ? sum / count : double.NaN;
        }
    }
}

/// <summary>Constants of <c>liquidity-basic-v1</c>.</summary>
public sealed record LiquidityOptions
{
    public static LiquidityOptions Default { get; } = new();

    /// <summary>Sessions of illiquidity and turnover, the as-of session included.</summary>
    [Range(2, 2520, Unit = "sessions")]
    public int WindowSessions { get; init; } = 63;

    /// <summary>Sessions of the spread, each with the one before it.</summary>
    [Range(2, 2520, Unit = "sessions")]
    public int SpreadSessions { get; init; } = 21;

    /// <summary>Least share of a window's sessions that must be observed.</summary>
    [Range(0.01, 1, Unit = "fraction")]
    public double MinimumObserved { get; init; } = 0.85;

    /// <summary>Calendar days after which a count of shares is silent: annual reports come once a year, and late.</summary>
    [Range(1, 36_500, Unit = "days")]
    public int MaximumShareAgeDays { get; init; } = 500;
}

/// <summary>What trading a name costs and how often it is traded, [sessions × instruments]; NaN where too little was observed.</summary>
/// <param name="Illiquidity">Mean of |return| over traded value, a fraction a million of the market's currency, ≥ 0 (Amihud, 2002).</param>
/// <param name="Spread">Bid-ask spread as a fraction of the price, ≥ 0 (Corwin and Schultz, 2012).</param>
/// <param name="Turnover">Mean share of the shares outstanding that changed hands a session, ≥ 0.</param>
public sealed record LiquidityState(LiquidityOptions Options, Panel Illiquidity, Panel Spread, Panel Turnover)
{
    public const string DefaultModelId = "liquidity-basic-v1";
}
