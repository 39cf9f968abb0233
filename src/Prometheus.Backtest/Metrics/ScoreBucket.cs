namespace Prometheus.Backtest.Metrics;

/// <summary>Days whose score lay in one third.</summary>
/// <param name="Days">How many.</param>
/// <param name="MeanReturn">Mean simple return a day; NaN without days.</param>
public readonly record struct ScoreBucket(int Days, double MeanReturn)
{
    public static ScoreBucket Empty => new(0, double.NaN);
}
