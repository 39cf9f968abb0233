using System.Globalization;
using Prometheus.Core.Metrics;

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
        NumberFormat.BasisPoints => BasisPoints(value / 10_000),
        NumberFormat.Count => Fixed(value, 0),
        NumberFormat.Decimal => Fixed(value, 1),
        NumberFormat.Money => Money(value),
        NumberFormat.Sessions => WithUnit(Fixed(value, Math.Abs(value) < 1 ? 2 : 1), " sessions"),
        _ => General(value),
    };

    public static string Percent(double fraction, int decimals) => WithUnit(Fixed(fraction * 100, decimals), "%");

    /// <summary>One decimal; two below 1%, none from 1,000% on.</summary>
    public static string Percent(double fraction) => Percent(fraction, Math.Abs(fraction) switch { 0 => 1, < 0.01 => 2, < 10 => 1, _ => 0 });

    public static string SignedPercent(double fraction) => Plus(fraction, Percent(fraction));

    public static string SignedPercent(double fraction, int decimals) => Plus(fraction, Percent(fraction, decimals));

    public static string Ratio(double value) => Fixed(value, 2);

    /// <summary>A fraction in basis points; one decimal below 10.</summary>
    public static string BasisPoints(double fraction) => WithUnit(Fixed(fraction * 10_000, Math.Abs(fraction) < 0.001 ? 1 : 0), " bps");

    /// <summary>Whole units of a currency.</summary>
    public static string Money(double amount) => Fixed(amount, 0);

    public static string Count(int number) => Fixed(number, 0);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Fixed(double value, int decimals)
        => Unusual(value) ?? Signed(value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private static string General(double value) => Unusual(value) ?? Signed(value.ToString("G6", CultureInfo.InvariantCulture));

    private static string Plus(double value, string text) => value > 0 && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 ? "+" + text : text;

    /// <summary>A hyphen becomes a minus sign; a negative number that rounds to zero is written as zero.</summary>
    private static string Signed(string text)
        => !text.StartsWith('-') ? text
            : text.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? text[1..]
            : Minus + text[1..];

    private static string? Unusual(double value)
        => double.IsNaN(value) ? Missing : double.IsPositiveInfinity(value) ? "∞" : double.IsNegativeInfinity(value) ? Minus + "∞" : null;

    private static string WithUnit(string number, string unit) => number == Missing ? number : number + unit;
}
