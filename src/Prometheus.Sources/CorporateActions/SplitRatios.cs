using System.Globalization;

namespace Prometheus.Sources.CorporateActions;

/// <summary>The ratios companies usually split by: new shares per old share, and their inverses for reverse splits.</summary>
internal static class SplitRatios
{
    private static readonly (double New, double Old)[] Usual =
        [(5, 4), (4, 3), (3, 2), (2, 1), (5, 2), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1), (10, 1), (15, 1), (20, 1), (25, 1), (30, 1), (50, 1), (100, 1)];

    private static readonly double[] Ratios = [.. Usual.Select(r => r.New / r.Old), .. Usual.Select(r => r.Old / r.New)];

    /// <summary>The usual ratio closest to <paramref name="ratio"/> (a price before over a price after), in relative terms.</summary>
    public static double Nearest(double ratio)
    {
        var nearest = Ratios[0];
        foreach (var candidate in Ratios)
        {
            if (Distance(ratio, candidate) < Distance(ratio, nearest))
                nearest = candidate;
        }

        return nearest;
    }

    public static bool Matches(double ratio, double split, double tolerance) => Distance(ratio, split) <= tolerance;

    public static string NameOf(double split)
        => string.Create(CultureInfo.InvariantCulture, $"{(split < 1 ? $"1:{Math.Round(1 / split, 2)}" : $"{Math.Round(split, 2)}:1")}");

    private static double Distance(double ratio, double split) => ratio > split ? (ratio / split) - 1 : (split / ratio) - 1;
}
