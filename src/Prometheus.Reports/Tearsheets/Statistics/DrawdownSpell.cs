using Prometheus.Backtest.Metrics;

namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>One stay below a former peak, by its dates.</summary>
/// <param name="Start">Session of the peak; the run's first session where the peak is the initial cash.</param>
/// <param name="Trough">Session of the deepest close.</param>
/// <param name="End">First session back at the peak, or null where the run ended below it.</param>
/// <param name="Depth">A fraction &lt; 0.</param>
/// <param name="SessionsDown">Sessions from the peak to the trough.</param>
/// <param name="Sessions">Sessions from the peak to the recovery, or to the run's end.</param>
public readonly record struct DrawdownSpell(DateOnly Start, DateOnly Trough, DateOnly? End, double Depth, int SessionsDown, int Sessions)
{
    /// <param name="dates">Session dates.</param>
    /// <param name="drawdown">Positions in a curve whose first point lies before the first session.</param>
    public static DrawdownSpell Of(DateOnly[] dates, Drawdown drawdown) => new(
        dates[Math.Max(drawdown.Peak - 1, 0)],
        dates[drawdown.Trough - 1],
        drawdown.Recovery is { } recovery ? dates[recovery - 1] : null,
        drawdown.Depth,
        drawdown.Trough - drawdown.Peak,
        (drawdown.Recovery ?? dates.Length) - drawdown.Peak);
}
