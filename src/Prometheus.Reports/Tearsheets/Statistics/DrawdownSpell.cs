namespace Prometheus.Reports.Tearsheets.Statistics;

/// <summary>One stay below a former peak.</summary>
/// <param name="Start">Session of the peak; the run's first session where the peak is the initial cash.</param>
/// <param name="Trough">Session of the deepest close.</param>
/// <param name="End">First session back at the peak, or null where the run ended below it.</param>
/// <param name="Depth">A fraction &lt; 0.</param>
/// <param name="SessionsDown">Sessions from the peak to the trough.</param>
/// <param name="Sessions">Sessions from the peak to the recovery, or to the run's end.</param>
public readonly record struct DrawdownSpell(DateOnly Start, DateOnly Trough, DateOnly? End, double Depth, int SessionsDown, int Sessions);
