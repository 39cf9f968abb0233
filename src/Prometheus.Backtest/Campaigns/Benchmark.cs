using Prometheus.Core.Errors;
using Prometheus.Core.Markets;

namespace Prometheus.Backtest.Campaigns;

/// <summary>
/// What a run is compared with: equity a session, starting from the run's initial cash at the close of its first session. A session's return
/// is known at its close, and who takes part was known the session before.
/// </summary>
public static class Benchmark
{
    /// <summary>The daily rebalanced equal weight of a market's tradable names.</summary>
    public static string EqualWeightOf(MarketDefinition market) => "EW_" + market.MarketId;

    /// <param name="id"><c>EW_</c> + the market's id, or an instrument id.</param>
    /// <exception cref="UserError">Neither.</exception>
    public static double[] Equity(Market market, string id, int startSession, int endSession, double initialCash)
    {
        var equalWeight = EqualWeightOf(market.Definition);
        if (id == equalWeight)
            return EqualWeight(market, startSession, endSession, initialCash);
        return market.Instruments.IndexOf(id) is var instrument and >= 0
            ? TotalReturn(market, instrument, startSession, endSession, initialCash)
            : throw new UserError($"--benchmark expects {equalWeight} or an instrument of {market.Definition.MarketId}, found '{id}'");
    }

    /// <summary>
    /// Rebalanced at every close to equal weights in the names, funds left out, that are tradable at that close. A name without a close on the next session keeps its
    /// last one, as the ledger does; a name that is delisted returns what its holders received, 0 where no fact says.
    /// </summary>
    private static double[] EqualWeight(Market market, int startSession, int endSession, double initialCash)
    {
        var equity = new double[endSession - startSession + 1];
        equity[0] = initialCash;
        for (var t = startSession + 1; t <= endSession; t++)
        {
            var (row, date) = (t - startSession, market.Sessions[t]);
            var returns = market.TotalReturns.Simple.Row(t);
            var (sum, names) = (0.0, 0);
            for (var i = 0; i < returns.Length; i++)
            {
                if (!market.Tradable[t - 1, i] || market.Funds.Contains(i))
                    continue;
                names++;
                if (market.Listings[i].IsDelistedOn(date))
                    sum += market.Listings[i].DelistingReturn ?? 0;
                else if (!double.IsNaN(returns[i]))
                    sum += returns[i];
            }

            equity[row] = equity[row - 1] * (1 + (names == 0 ? 0 : sum / names));
        }

        return equity;
    }

    /// <summary>Bought at the first close inside the run, dividends reinvested; NaN before that close, the last value where there is no bar.</summary>
    private static double[] TotalReturn(Market market, int instrument, int startSession, int endSession, double initialCash)
    {
        var equity = new double[endSession - startSession + 1];
        var level = double.NaN;
        for (var t = startSession; t <= endSession; t++)
        {
            if (!double.IsNaN(market.Prices.Close[t, instrument]))
                level = double.IsNaN(level) ? initialCash : level * (1 + market.TotalReturns.Simple[t, instrument]);
            equity[t - startSession] = level;
        }

        return equity;
    }
}
