using System.Globalization;
using Prometheus.Sources.Quality;

namespace Prometheus.Sources.Prices;

/// <summary>A row's bar in words and in comparison.</summary>
internal static class Bar
{
    public static string Text(in BarRow row)
        => string.Create(CultureInfo.InvariantCulture, $"open {row.Open}, high {row.High}, low {row.Low}, close {row.Close}");

    /// <summary>Equal values; absent equals absent.</summary>
    public static bool SaysTheSame(in BarRow a, in BarRow b)
        => a.Open.Equals(b.Open) && a.High.Equals(b.High) && a.Low.Equals(b.Low) && a.Close.Equals(b.Close)
            && a.AdjustedClose.Equals(b.AdjustedClose) && a.Volume.Equals(b.Volume);
}
