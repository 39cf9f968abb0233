using Prometheus.Core.Numerics;

namespace Prometheus.States.Regimes;

/// <summary>
/// <c>regime-prior-v0</c>: fixed thresholds on the annualised volatility over 21 sessions, the drawdown over 252 and the trend t-statistic
/// over 63. It serves before the first fit. CRISIS: volatility ≥ 30 %, or ≥ 25 % below a loss of 15 % from the high; RISK_OFF: volatility ≥ 18 %,
/// or such a loss with a trend below −1; CARRY: volatility ≤ 12 % and no such trend; NEUTRAL: the rest.
/// </summary>
internal sealed class RegimePrior
{
    private const double CrisisVolatility = 0.30;
    private const double CrisisVolatilityInLoss = 0.25;
    private const double RiskOffVolatility = 0.18;
    private const double CarryVolatility = 0.12;
    private const double DeepLoss = -0.15;
    private const double FallingTrend = -1;

    /// <summary>How far one session of thresholds is believed: the label it names against each of the others.</summary>
    private const double Odds = 7;

    private readonly double[] _volatility;
    private readonly double[] _drawdown;
    private readonly double[] _trend;

    public RegimePrior(double[] volatility, double[] drawdown, double[] trend) => (_volatility, _drawdown, _trend) = (volatility, drawdown, trend);

    /// <summary>False where volatility is not measured yet.</summary>
    public bool LogLikelihood(int session, Span<double> likelihood)
    {
        if (double.IsNaN(_volatility[session]))
            return false;
        likelihood.Clear();
        likelihood[(int)LabelOf(_volatility[session], _drawdown[session], _trend[session])] = ScalarMath.Log(Odds);
        return true;
    }

    /// <summary>Drawdown and trend that are not known yet count as none.</summary>
    public static RegimeLabel LabelOf(double volatility, double drawdown, double trend)
    {
        if (volatility >= CrisisVolatility || (volatility >= CrisisVolatilityInLoss && drawdown <= DeepLoss))
            return RegimeLabel.Crisis;
        if (volatility >= RiskOffVolatility || (drawdown <= DeepLoss && trend < FallingTrend))
            return RegimeLabel.RiskOff;
        return volatility <= CarryVolatility && !(trend < FallingTrend) ? RegimeLabel.Carry : RegimeLabel.Neutral;
    }
}
