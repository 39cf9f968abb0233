using System.Globalization;
using Prometheus.Core.Errors;

namespace Prometheus.Databases.Bulk;

/// <summary>
/// How dates and instants are spelt in an embedded database: <c>2014-01-02</c> and <c>2014-01-02T21:00:00.000000Z</c>, so text order is
/// time order.
/// </summary>
internal static class SqliteText
{
    /// <summary>SQLite's own clock stops at milliseconds; a default column value has three decimals.</summary>
    private const string MillisecondFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly string[] Formats = [ValueText.InstantFormat, MillisecondFormat];

    public static string OfInstant(DateTimeOffset value) => value.ToUniversalTime().ToString(ValueText.InstantFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset ParseInstant(string text)
        => DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value)
            ? value
            : throw new DataError($"expected an instant like 2014-01-02T21:00:00.000000Z, found '{text}'");

    /// <summary>Writes the ten bytes of an ISO date.</summary>
    public static void WriteDate(DateOnly date, Span<byte> destination)
    {
        var (year, month, day) = date;
        destination[9] = (byte)('0' + (day % 10));
        destination[8] = (byte)('0' + (day / 10));
        destination[7] = (byte)'-';
        destination[6] = (byte)('0' + (month % 10));
        destination[5] = (byte)('0' + (month / 10));
        destination[4] = (byte)'-';
        destination[3] = (byte)('0' + (year % 10));
        destination[2] = (byte)('0' + (year / 10 % 10));
        destination[1] = (byte)('0' + (year / 100 % 10));
        destination[0] = (byte)('0' + (year / 1000));
    }

    /// <exception cref="DataError">The bytes are no ISO date.</exception>
    public static DateOnly ParseDate(ReadOnlySpan<byte> text)
    {
        if (text.Length == 10 && text[4] == '-' && text[7] == '-')
        {
            var year = (Digit(text[0]) * 1000) + (Digit(text[1]) * 100) + (Digit(text[2]) * 10) + Digit(text[3]);
            var month = (Digit(text[5]) * 10) + Digit(text[6]);
            var day = (Digit(text[8]) * 10) + Digit(text[9]);
            if (year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month))
                return new DateOnly(year, month, day);
        }

        throw new DataError($"expected a date like 2014-01-02, found '{System.Text.Encoding.UTF8.GetString(text)}'");
    }

    /// <summary>The digit, or a number so low that the date it is part of is refused.</summary>
    private static int Digit(byte character) => (uint)(character - '0') <= 9 ? character - '0' : -10_000;
}
