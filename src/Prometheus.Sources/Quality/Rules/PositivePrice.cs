namespace Prometheus.Sources.Quality.Rules;

/// <summary>Prices are positive; absent ones pass.</summary>
internal static class PositivePrice
{
    public static QualityRule Rule { get; } = new("non_positive_price", QualitySeverity.Error, QualityFlags.None, "prices above 0");

    public static bool IsBroken(in BarRow bar) => bar.Open <= 0 || bar.High <= 0 || bar.Low <= 0 || bar.Close <= 0 || bar.AdjustedClose <= 0;
}
