using Prometheus.Backtest.Campaign;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Markets;
using Prometheus.Engines.Signals;

namespace Prometheus.Testing.Runs;

/// <summary>
/// A plausible finished sleeve without any engine: a momentum book on random prices with two crises, costs, dividends and weekly
/// decisions. Deterministic in its arguments; its fills, positions and daily records agree with each other to the cent.
/// </summary>
public static class SyntheticRun
{
    private const double InitialCash = 1_000_000;

    /// <param name="years">Years of 261 weekdays.</param>
    /// <param name="names">Instruments.</param>
    /// <param name="seed">Of the prices.</param>
    /// <param name="horizon">Look-back of the book, in weeks of five sessions; also the sleeve's horizon in sessions.</param>
    public static SleeveRun Create(int years = 5, int names = 40, ulong seed = 1, int horizon = 21)
    {
        var market = SyntheticRunMarket.Create(years, names, seed);
        var book = new SyntheticBook(market, InitialCash, horizon);
        for (var t = 0; t < market.Sessions.Count; t++)
            book.Step(t);

        var sleeveId = $"US_CORE_LONG_EQ_H{horizon}";
        var manifest = new RunManifest(
            new SleeveSpec(sleeveId, "US_CORE_LONG_EQ", "US_EQ", $"{sleeveId}_UNIVERSE", $"{sleeveId}_PORTFOLIO", $"{sleeveId}_ASSESS", horizon),
            SleeveOptions.Default,
            market.Sessions[0],
            market.Sessions[^1],
            InitialCash,
            CampaignOptions.EqualWeightBenchmark,
            DataDigest: new string('5', 64));
        return new SleeveRun(
            manifest,
            market,
            Signals.None,
            [.. book.Daily],
            EqualWeight(market),
            [],
            [.. book.Fills],
            [.. book.Decisions],
            [new PositionSnapshot(market.Sessions.Count - 1, book.Positions())],
            new SortedDictionary<string, double>(StringComparer.Ordinal)
            {
                ["cumulative_return"] = (book.Daily[^1].Equity / InitialCash) - 1,
                ["max_drawdown"] = book.Daily.Min(d => d.Drawdown),
                ["lambda_score_mean_over_run"] = double.NaN,
            },
            new DataCard(
                names, 0, $"None of the {names} instruments was ever delisted: the data holds survivors only.", 12, names, false, 0, 3, 17,
                book.Daily.Sum(d => d.StalePositions), 0, ["SPLIT_ADJUSTED"]));
    }

    /// <summary>The mean of the names' daily returns, compounded from the initial cash; the first session has no return.</summary>
    private static double[] EqualWeight(Market market)
    {
        var equity = new double[market.Sessions.Count];
        equity[0] = InitialCash;
        for (var t = 1; t < equity.Length; t++)
        {
            var sum = 0.0;
            for (var i = 0; i < market.Instruments.Count; i++)
                sum += (market.Prices.Close[t, i] / market.Prices.Close[t - 1, i]) - 1;
            equity[t] = equity[t - 1] * (1 + (sum / market.Instruments.Count));
        }

        return equity;
    }
}
