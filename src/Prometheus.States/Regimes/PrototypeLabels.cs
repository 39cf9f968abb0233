namespace Prometheus.States.Regimes;

/// <summary>
/// Which label a prototype stands for, by its volatility, its rank among the prototypes' volatilities and its mean return:
/// CRISIS – volatility ≥ 30 %, or the most volatile one where that is ≥ 25 % with a negative mean;
/// RISK_OFF – volatility ≥ 18 %; CARRY – volatility ≤ 11 %, or one of the two calmest with a positive mean; NEUTRAL – the rest.
/// Ranks alone would call the worst of a quiet decade a crisis; levels alone would miss one that the slice has hardly seen.
/// </summary>
internal static class PrototypeLabels
{
    /// <summary>Fewer training sessions make no prototype.</summary>
    public const double MinimumSessions = 5;

    private const double SurelyCrisis = 0.30;
    private const double FallingIsCrisis = 0.25;
    private const double RiskOff = 0.18;
    private const double SurelyCarry = 0.11;

    /// <summary>A label each; null for those with too few sessions.</summary>
    public static RegimeLabel?[] Of(ReadOnlySpan<double> sessions, double[] volatility, double[] meanReturn)
    {
        var labels = new RegimeLabel?[volatility.Length];
        var counts = sessions.ToArray();
        var order = Enumerable.Range(0, labels.Length).Where(k => counts[k] >= MinimumSessions).OrderBy(k => volatility[k]).ThenBy(k => k).ToArray();
        for (var rank = 0; rank < order.Length; rank++)
        {
            var k = order[rank];
            labels[k] = Of(volatility[k], meanReturn[k], isCalm: rank < 2, isHighest: rank == order.Length - 1);
        }

        return labels;
    }

    private static RegimeLabel Of(double volatility, double mean, bool isCalm, bool isHighest)
    {
        if (volatility >= SurelyCrisis || (isHighest && volatility >= FallingIsCrisis && mean < 0))
            return RegimeLabel.Crisis;
        if (volatility >= RiskOff)
            return RegimeLabel.RiskOff;
        return volatility <= SurelyCarry || (isCalm && mean > 0) ? RegimeLabel.Carry : RegimeLabel.Neutral;
    }
}
