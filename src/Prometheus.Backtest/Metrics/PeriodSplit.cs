namespace Prometheus.Backtest.Metrics;

/// <summary>The first ⌊n/2⌋ returns of a run against the rest: what worked early and not late was found, not earned.</summary>
/// <param name="SharpeEarly">Annualised; NaN where nothing moved.</param>
/// <param name="SharpeLate">Annualised; NaN where nothing moved.</param>
/// <param name="ReturnEarly">Cumulative, a fraction.</param>
/// <param name="ReturnLate">Cumulative, a fraction.</param>
public readonly record struct PeriodSplit(double SharpeEarly, double SharpeLate, double ReturnEarly, double ReturnLate)
{
    /// <returns>All NaN below four returns.</returns>
    public static PeriodSplit Of(ReadOnlySpan<double> curve, double sessionsPerYear)
    {
        var returns = EquityCurve.Returns(curve);
        if (returns.Length < 4)
            return new PeriodSplit(double.NaN, double.NaN, double.NaN, double.NaN);
        var half = returns.Length / 2;
        return new PeriodSplit(
            AnnualisedExcessSharpe.Of(returns.AsSpan(0, half), sessionsPerYear, 0),
            AnnualisedExcessSharpe.Of(returns.AsSpan(half), sessionsPerYear, 0),
            CumulativeReturn.Of(curve[..(half + 1)]),
            CumulativeReturn.Of(curve[half..]));
    }
}
