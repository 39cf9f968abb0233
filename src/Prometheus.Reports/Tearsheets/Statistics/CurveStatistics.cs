namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>What one equity curve did; fractions, NaN where unknown.</summary>
/// <param name="Cumulative">Last equity / initial − 1.</param>
/// <param name="Annualized">Geometric return a year.</param>
/// <param name="Volatility">Annualised.</param>
/// <param name="Sharpe">Annualised, no risk-free rate.</param>
/// <param name="SharpeError">Standard error of it.</param>
/// <param name="TStatistic">Of the mean return.</param>
/// <param name="MaxDrawdown">≤ 0.</param>
public sealed record CurveStatistics(
    double Cumulative, double Annualized, double Volatility, double Sharpe, double SharpeError, double TStatistic, double MaxDrawdown)
{
    public static CurveStatistics Of(double initial, double[] equity)
    {
        var moments = SampleMoments.Of(EquityReturns.Of(initial, equity));
        var cumulative = equity.Length == 0 ? double.NaN : (equity[^1] / initial) - 1;
        return new CurveStatistics(
            cumulative,
            Statistics.Annualized.Return(cumulative, equity.Length),
            Statistics.Annualized.Volatility(moments),
            Statistics.Annualized.Sharpe(moments),
            Statistics.Annualized.SharpeError(moments),
            Statistics.Annualized.TStatistic(moments),
            moments.Count == 0 ? double.NaN : DrawdownCurve.Deepest(DrawdownCurve.Of(initial, equity)));
    }
}
