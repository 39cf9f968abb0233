namespace Prometheus.Sources.Quality;

/// <summary>
/// Most digits behind the point that a series writes, at least the two of a cent; they bound what rounding alone can do to a ratio.
/// </summary>
internal readonly record struct WrittenDigits(int Close, int AdjustedClose)
{
    public static WrittenDigits Cents { get; } = new(2, 2);

    private static readonly double[] HalfUnits = [.. Enumerable.Range(0, 18).Select(d => 0.5 / double.Parse($"1e{d}", System.Globalization.CultureInfo.InvariantCulture))];

    public WrittenDigits Widen(int close, int adjustedClose) => new(Math.Max(Close, close), Math.Max(AdjustedClose, adjustedClose));

    /// <summary>Largest relative change of adjusted ÷ close between two rows that half a unit of the last digit everywhere explains.</summary>
    public double RatioRounding(in BarRow previous, in BarRow current)
    {
        var adjusted = HalfUnits[Math.Min(AdjustedClose, HalfUnits.Length - 1)];
        var close = HalfUnits[Math.Min(Close, HalfUnits.Length - 1)];
        return (adjusted / previous.AdjustedClose) + (adjusted / current.AdjustedClose) + (close / previous.Close) + (close / current.Close);
    }
}
