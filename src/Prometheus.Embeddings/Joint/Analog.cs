namespace Prometheus.Embeddings.Joint;

/// <summary>An earlier session that resembles a query.</summary>
/// <param name="AsOf">The session.</param>
/// <param name="Cosine">To the query.</param>
/// <param name="Distance">Euclidean, to the query.</param>
/// <param name="Outcomes">What followed, by horizon.</param>
public sealed record Analog(DateOnly AsOf, double Cosine, double Distance, IReadOnlyList<AnalogOutcome> Outcomes);

/// <summary>What followed a session, over one horizon. NaN where it had not happened yet, or a return is missing.</summary>
/// <param name="Horizon">Sessions.</param>
/// <param name="Return">Simple, from close to close.</param>
/// <param name="Volatility">Annualised, sample standard deviation of log returns.</param>
/// <param name="Drawdown">Deepest fall from a peak, ≤ 0; the session itself is the first peak.</param>
public sealed record AnalogOutcome(int Horizon, double Return, double Volatility, double Drawdown)
{
    public const int SessionsPerYear = 252;

    /// <summary>Sessions ahead that are reported.</summary>
    public static IReadOnlyList<int> Horizons { get; } = [5, 21, 63];

    /// <param name="logReturns">Daily, of the entity; row t is the return from t − 1 to t.</param>
    /// <param name="session">Row the outcome follows.</param>
    /// <param name="last">Last row that is known: nothing after it is read.</param>
    public static AnalogOutcome Of(ReadOnlySpan<double> logReturns, int session, int horizon, int last)
    {
        var none = new AnalogOutcome(horizon, double.NaN, double.NaN, double.NaN);
        if (session + horizon > last)
            return none;
        var path = logReturns.Slice(session + 1, horizon);
        var (level, peak, fall) = (0.0, 0.0, 0.0);
        foreach (var step in path)
        {
            if (double.IsNaN(step))
                return none;
            level += step;
            peak = Math.Max(peak, level);
            fall = Math.Min(fall, level - peak);
        }

        return new AnalogOutcome(
            horizon,
            Core.Numerics.ScalarMath.ExpMinusOne(level),
            Core.Numerics.LaneStatistics.StandardDeviation(path) * Math.Sqrt(SessionsPerYear),
            Core.Numerics.ScalarMath.ExpMinusOne(fall));
    }
}
