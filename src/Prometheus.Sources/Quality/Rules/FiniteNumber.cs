namespace Prometheus.Sources.Quality.Rules;

/// <summary>Infinities and numbers no price or volume reaches.</summary>
internal static class FiniteNumber
{
    private const double Largest = 1e15;

    public static QualityRule Rule { get; } = new("absurd_number", QualitySeverity.Error, QualityFlags.None, "a finite number of at most 1e15");

    /// <summary>NaN, the absent number, passes.</summary>
    public static bool IsBroken(double value) => value > Largest || value < -Largest;
}
