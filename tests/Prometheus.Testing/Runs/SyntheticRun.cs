using Prometheus.Backtest;
using Prometheus.Backtest.Campaigns;
using Prometheus.Backtest.Metrics;
using Prometheus.Backtest.Sleeves;
using Prometheus.Core.Markets;
using Prometheus.Opinions.Signals;

namespace Prometheus.Testing.Runs;

/// <summary>
/// A plausible finished sleeve without any engine: a momentum book on random prices with two crises, costs, dividends and weekly
/// decisions. Deterministic in its arguments; its fills, positions and daily records agree with each other to the cent.
/// </summary>
public static class SyntheticRun
{
    private const double InitialCash = 1_000_000;

    /// <param name="sessions">Weekdays from 2014-01-02; the first decision falls on a Friday after the 63rd.</param>
    /// <param name="names">Instruments.</param>
    /// <param name="seed">Of the prices.</param>
    /// <param name="horizon">The sleeve's horizon in sessions; the book looks back three of them.</param>
    public static SleeveRun Create(int sessions = 1305, int names = 40, ulong seed = 1, int horizon = 21)
    {
        var market = SyntheticRunMarket.Create(sessions, names, seed);
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
            Metrics([.. book.Daily]),
            new DataCard(
                names, 0, $"None of the {names} instruments was ever delisted: the data holds survivors only.", 12, names, false, 0, 3, 17,
                book.Daily.Sum(d => d.StalePositions), 0, ["SPLIT_ADJUSTED"]));
    }

    /// <summary>Keys of <c>metrics_json</c> by the product's own formulas, and one that nobody has labelled.</summary>
    private static SortedDictionary<string, double> Metrics(DailyRecord[] daily)
    {
        var curve = EquityCurve.Of(InitialCash, daily);
        var returns = EquityCurve.Returns(curve);
        return new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["cumulative_return"] = CumulativeReturn.Of(curve),
            ["max_drawdown"] = MaxDrawdown.Of(curve),
            ["annualised_return"] = AnnualisedReturn.Of(curve, 252),
            ["annualised_vol"] = AnnualisedVolatility.Of(returns, 252),
            ["annualised_sharpe"] = AnnualisedSharpe.Of(returns, 252),
            ["turnover_one_way_per_year"] = Turnover.PerYear(daily, 252),
            ["cost_drag_bps_per_year"] = CostDrag.BpsPerYear(daily, 252),
            ["hit_rate_fraction"] = HitRate.Of(returns),
            ["capacity_capital_at_10pct_volume"] = 48_250_000,
            ["lambda_score_mean_over_run"] = double.NaN,
        };
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
