namespace Prometheus.Core.Time;

/// <summary>Names one day of every year: a date, the n-th weekday of a month, a distance from Easter Sunday, or an equinox.</summary>
public sealed record DayRule
{
    private readonly Anchor _anchor;
    private readonly int _month;
    private readonly int _day;
    private readonly DayOfWeek _weekday;
    private readonly int _offset;

    private DayRule(Anchor anchor, int month, int day, DayOfWeek weekday, int offset)
        => (_anchor, _month, _day, _weekday, _offset) = (anchor, month, day, weekday, offset);

    private enum Anchor
    {
        Date,
        Weekday,
        Easter,
        Equinox,
    }

    /// <summary>The spring equinox as a date in Japan, by the forecast of <see cref="EquinoxInJapan"/>.</summary>
    public static DayRule SpringEquinoxInJapan { get; } = new(Anchor.Equinox, 3, 208431, default, 0);

    /// <summary>The autumn equinox as a date in Japan.</summary>
    public static DayRule AutumnEquinoxInJapan { get; } = new(Anchor.Equinox, 9, 232488, default, 0);

    /// <summary>The same month and day every year.</summary>
    public static DayRule Fixed(int month, int day) => new(Anchor.Date, month, day, default, 0);

    /// <summary>The <paramref name="nth"/> weekday of a month (1 is the first, −1 the last), moved by <paramref name="offset"/> days.</summary>
    public static DayRule Nth(int nth, DayOfWeek weekday, int month, int offset = 0) => new(Anchor.Weekday, month, nth, weekday, offset);

    /// <summary><paramref name="offset"/> days from Easter Sunday (Gregorian); Good Friday is −2.</summary>
    public static DayRule FromEaster(int offset) => new(Anchor.Easter, 0, 0, default, offset);

    public DateOnly In(int year) => _anchor switch
    {
        Anchor.Date => new DateOnly(year, _month, _day),
        Anchor.Weekday => NthWeekday(year).AddDays(_offset),
        Anchor.Equinox => EquinoxInJapan(year, _month, _day),
        _ => EasterSunday(year).AddDays(_offset),
    };

    /// <summary>Easter Sunday of the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher).</summary>
    public static DateOnly EasterSunday(int year)
    {
        var golden = year % 19;
        var (century, ofCentury) = Math.DivRem(year, 100);
        var correction = (century + 8) / 25;
        var moon = ((19 * golden) + century - (century / 4) - ((century - correction + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - moon - (ofCentury % 4)) % 7;
        var shift = (golden + (11 * moon) + (22 * weekday)) / 451;
        var (month, day) = Math.DivRem(moon + weekday - (7 * shift) + 114, 31);
        return new DateOnly(year, month, day + 1);
    }

    /// <summary>
    /// Day ⌊b + 0.242194·(y − 1980) − ⌊(y − 1980) / 4⌋⌋ of March (b = 20.8431) or September (b = 23.2488), the usual approximation for
    /// 1980 to 2099; the law names the day only a year ahead.
    /// </summary>
    /// <param name="base">b in ten-thousandths of a day.</param>
    private static DateOnly EquinoxInJapan(int year, int month, int @base)
    {
        var since = year - 1980;
        var millionths = (@base * 100L) + (242194L * since);
        return new DateOnly(year, month, (int)((millionths / 1_000_000) - (since / 4)));
    }

    private DateOnly NthWeekday(int year)
    {
        if (_day > 0)
        {
            var first = new DateOnly(year, _month, 1);
            return first.AddDays((((int)_weekday - (int)first.DayOfWeek + 7) % 7) + (7 * (_day - 1)));
        }

        var last = new DateOnly(year, _month, DateTime.DaysInMonth(year, _month));
        return last.AddDays(-(((int)last.DayOfWeek - (int)_weekday + 7) % 7) + (7 * (_day + 1)));
    }
}
