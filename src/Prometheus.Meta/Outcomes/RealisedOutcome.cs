using Prometheus.Backtest.Metrics;

namespace Prometheus.Meta.Outcomes;

/// <summary>What a set of sleeves did together after a date: equal parts at the date, held without rebalancing.</summary>
/// <param name="Return">A fraction.</param>
/// <param name="Drawdown">≤ 0, from the date on.</param>
/// <param name="Volatility">Annualised; NaN below two sessions.</param>
public sealed record RealisedOutcome(double Return, double Drawdown, double Volatility)
{
    /// <param name="curves">Equity of each sleeve at the date and on every session after it; equally long, positive at the date.</param>
    /// <param name="sessionsPerYear">Annualises the volatility.</param>
    public static RealisedOutcome Of(IReadOnlyList<double[]> curves, double sessionsPerYear)
    {
        var together = new double[curves[0].Length];
        for (var t = 0; t < together.Length; t++)
        {
            foreach (var curve in curves)
                together[t] += curve[t] / curve[0];
            together[t] /= curves.Count;
        }

        var returns = EquityCurve.Returns(together);
        return new RealisedOutcome(
            CumulativeReturn.Of(together), MaxDrawdown.Of(together), returns.Length < 2 ? double.NaN : AnnualisedVolatility.Of(returns, sessionsPerYear));
    }
}
