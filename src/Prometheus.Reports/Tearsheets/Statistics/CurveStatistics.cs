using Prometheus.Backtest.Metrics;

namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>What one equity curve did; fractions, NaN where unknown.</summary>
/// <param name="Cumulative">Last equity / first − 1.</param>
/// <param name="Annualised">Geometric return a year.</param>
/// <param name="Volatility">Annualised.</param>
/// <param name="Sharpe">Annualised, no risk-free rate.</param>
/// <param name="SharpeError">Standard error of it.</param>
/// <param name="TStatistic">Of the mean return.</param>
/// <param name="MaxDrawdown">≤ 0.</param>
public sealed record CurveStatistics(
    double Cumulative, double Annualised, double Volatility, double Sharpe, double SharpeError, double TStatistic, double MaxDrawdown)
{
    public static CurveStatistics Unknown { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    /// <param name="curve">Equity, all observed.</param>
    /// <param name="sessionsPerYear">D.</param>
    public static CurveStatistics Of(double[] curve, double sessionsPerYear)
    {
        var returns = EquityCurve.Returns(curve);
        var sharpe = AnnualisedSharpe.Of(returns, sessionsPerYear);
        return new CurveStatistics(
            CumulativeReturn.Of(curve),
            AnnualisedReturn.Of(curve, sessionsPerYear),
            AnnualisedVolatility.Of(returns, sessionsPerYear),
            sharpe,
            Statistics.SharpeError.Of(sharpe, returns.Length, sessionsPerYear),
            Statistics.TStatistic.Of(returns),
            Backtest.Metrics.MaxDrawdown.Of(curve));
    }
}
