namespace Prometheus.Stores;

/// <summary>One series of <c>series_daily</c>.</summary>
/// <param name="Unit">LEVEL or FRACTION.</param>
/// <param name="Dates">What the values are about, ascending.</param>
/// <param name="KnownOn">From when each may be used.</param>
/// <param name="Values">Observed values.</param>
public sealed record StoredSeries(string SeriesId, string Unit, string Source, DateOnly[] Dates, DateOnly[] KnownOn, double[] Values)
{
    public const string Level = "LEVEL";
    public const string Fraction = "FRACTION";
}
