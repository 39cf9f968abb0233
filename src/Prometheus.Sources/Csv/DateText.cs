namespace Prometheus.Sources.Csv;

/// <summary>Calendar dates from UTF-8 bytes: <c>yyyy-MM-dd</c> or <c>yyyyMMdd</c>, a time of day behind a blank or <c>T</c> is ignored.</summary>
internal static class DateText
{
    public static DateReading Parse(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        int year, month, day;
        int length;
        if (text.Length >= 10 && text[4] == (byte)'-' && text[7] == (byte)'-')
        {
            (year, month, day) = (Number(text[..4]), Number(text[5..7]), Number(text[8..10]));
            length = 10;
        }
        else if (text.Length >= 8)
        {
            (year, month, day) = (Number(text[..4]), Number(text[4..6]), Number(text[6..8]));
            length = 8;
        }
        else
        {
            return DateReading.Unparsable;
        }

        if (year < 0 || month < 0 || day < 0 || (text.Length > length && text[length] is not ((byte)' ' or (byte)'T')))
            return DateReading.Unparsable;
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month))
            return DateReading.Impossible;
        date = new DateOnly(year, month, day);
        return DateReading.Valid;
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var b in digits)
        {
            var digit = (uint)(b - '0');
            if (digit > 9)
                return -1;
            number = (number * 10) + (int)digit;
        }

        return number;
    }
}

/// <summary>What became of a date's text.</summary>
internal enum DateReading
{
    Valid,

    /// <summary>Not of a known form.</summary>
    Unparsable,

    /// <summary>Of a known form, but no day of the calendar.</summary>
    Impossible,
}
