namespace Prometheus.Core.Time;

/// <summary>
/// The London Stock Exchange since 1990: the bank holidays of England and Wales, and half days before Christmas and New Year. Sessions a
/// fault interrupted keep their usual hours.
/// </summary>
internal static class XlonRules
{
    private static readonly TimeOnly HalfPastNoon = new(12, 30);

    private static readonly DayOfWeek[] Weekdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static DayRule EarlyMay { get; } = DayRule.Nth(1, DayOfWeek.Monday, 5);

    private static DayRule Spring { get; } = DayRule.Nth(-1, DayOfWeek.Monday, 5);

    public static VenueRules Rules { get; } = new()
    {
        Exchange = "XLON",
        TimeZone = "Europe/London",
        FirstYear = 1990,
        LastYear = 2040,
        Hours =
        [
            new(new(1990, 1, 1), new(8, 30), new(16, 30)),
            new(new(1998, 7, 20), new(9, 0), new(16, 30)),
            new(new(1999, 9, 20), new(8, 0), new(16, 30)),
        ],
        Holidays =
        [
            new(DayRule.Fixed(1, 1), Observance.WeekendToFreeWeekday), // New Year
            new(DayRule.FromEaster(-2), Observance.None), // Good Friday
            new(DayRule.FromEaster(1), Observance.None), // Easter Monday
            new(EarlyMay, Observance.None, LastYear: 1994),
            new(DayRule.Fixed(5, 8), Observance.None, FirstYear: 1995, LastYear: 1995), // moved to the end of the war, fifty years on
            new(EarlyMay, Observance.None, FirstYear: 1996, LastYear: 2019),
            new(DayRule.Fixed(5, 8), Observance.None, FirstYear: 2020, LastYear: 2020), // the same, seventy-five years on
            new(EarlyMay, Observance.None, FirstYear: 2021),
            new(Spring, Observance.None, LastYear: 2001), // moved in the years of a jubilee
            new(Spring, Observance.None, FirstYear: 2003, LastYear: 2011),
            new(Spring, Observance.None, FirstYear: 2013, LastYear: 2021),
            new(Spring, Observance.None, FirstYear: 2023),
            new(DayRule.Nth(-1, DayOfWeek.Monday, 8), Observance.None), // summer bank holiday
            new(DayRule.Fixed(12, 25), Observance.WeekendToFreeWeekday), // Christmas
            new(DayRule.Fixed(12, 26), Observance.WeekendToFreeWeekday), // Boxing Day
        ],
        Closures =
        [
            new(1999, 12, 31), // millennium
            new(2002, 6, 3), new(2002, 6, 4), // spring bank holiday, golden jubilee
            new(2011, 4, 29), // wedding of Prince William
            new(2012, 6, 4), new(2012, 6, 5), // spring bank holiday, diamond jubilee
            new(2022, 6, 2), new(2022, 6, 3), // spring bank holiday, platinum jubilee
            new(2022, 9, 19), // funeral of Elizabeth II
            new(2023, 5, 8), // coronation of Charles III
        ],
        EarlyCloses =
        [
            // Christmas Eve and New Year's Eve, on a weekend the Friday before.
            new(DayRule.Fixed(12, 24), Weekdays, HalfPastNoon),
            new(DayRule.Fixed(12, 23), [DayOfWeek.Friday], HalfPastNoon),
            new(DayRule.Fixed(12, 22), [DayOfWeek.Friday], HalfPastNoon),
            new(DayRule.Fixed(12, 31), Weekdays, HalfPastNoon),
            new(DayRule.Fixed(12, 30), [DayOfWeek.Friday], HalfPastNoon),
            new(DayRule.Fixed(12, 29), [DayOfWeek.Friday], HalfPastNoon),
        ],
        SpecialHours = [],
    };
}
