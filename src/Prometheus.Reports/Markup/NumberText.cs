using System.Globalization;

namespace Prometheus.Reports.Markup;

/// <summary>
/// Numbers as a reader sees them: a true minus sign, thousands separators, the unit. NaN is an en dash and an infinity its sign, never 0.
/// </summary>
public static class NumberText
{
    public const string Missing = "–";

    private const string Minus = "−";

    public static string Of(double value, NumberFormat format) => format switch
    {
        NumberFormat.Percent => Percent(value),
        NumberFormat.SignedPercent => SignedPercent(value),
        NumberFormat.Ratio => Ratio(value),
        NumberFormat.BasisPoints => BasisPoints(value),
        NumberFormat.Count => Fixed(value, 0),
        NumberFormat.Times => WithUnit(Fixed(value, 1), "×"),
        NumberFormat.Money => Money(value),
        NumberFormat.Sessions => WithUnit(Fixed(value, 1), " sessions"),
        _ => General(value),
    };

    public static string Percent(double fraction, int decimals = 1) => WithUnit(Fixed(fraction * 100, decimals), "%");

    public static string SignedPercent(double fraction, int decimals = 1)
    {
        var text = Percent(fraction, decimals);
        return fraction > 0 && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 ? "+" + text : text;
    }

    public static string Ratio(double value) => Fixed(value, 2);

    public static string BasisPoints(double fraction) => WithUnit(Fixed(fraction * 10_000, Math.Abs(fraction) < 0.001 ? 1 : 0), " bps");

    /// <summary>Whole units of a currency.</summary>
    public static string Money(double amount) => Fixed(amount, 0);

    public static string Count(int number) => Fixed(number, 0);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Fixed(double value, int decimals)
        => Unusual(value) ?? Signed(value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private static string General(double value) => Unusual(value) ?? Signed(value.ToString("G6", CultureInfo.InvariantCulture));

    /// <summary>A hyphen becomes a minus sign; a negative number that rounds to zero is written as zero.</summary>
    private static string Signed(string text)
        => !text.StartsWith('-') ? text
            : text.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? text[1..]
            : Minus + text[1..];

    private static string? Unusual(double value)
        => double.IsNaN(value) ? Missing : double.IsPositiveInfinity(value) ? "∞" : double.IsNegativeInfinity(value) ? Minus + "∞" : null;

    private static string WithUnit(string number, string unit) => number == Missing ? number : number + unit;
}
