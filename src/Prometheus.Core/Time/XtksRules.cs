namespace Prometheus.Core.Time;

/// <summary>
/// The Tokyo Stock Exchange since 1990: the national holidays of Japan, closed from 31 December to 3 January, a lunch break. Hours cut short
/// by a fault keep their usual length; the day on which nothing traded at all is closed.
/// </summary>
internal static class XtksRules
{
    private static readonly TimeOnly EndOfMorning = new(11, 0);

    private static readonly DayOfWeek[] Weekdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static VenueRules Rules { get; } = new()
    {
        Exchange = "XTKS",
        TimeZone = "Asia/Tokyo",
        FirstYear = 1990,
        LastYear = 2040,
        Hours =
        [
            new(new(1990, 1, 1), new(9, 0), new(15, 0), new(11, 0), new(13, 0)),
            new(new(1991, 4, 30), new(9, 0), new(15, 0), new(11, 0), new(12, 30)),
            new(new(2011, 11, 21), new(9, 0), new(15, 0), new(11, 30), new(12, 30)),
            new(new(2024, 11, 5), new(9, 0), new(15, 30), new(11, 30), new(12, 30)),
        ],
        ClosesBetweenHolidays = true,
        Holidays =
        [
            new(DayRule.Fixed(1, 1), Observance.None), // New Year; its substitute falls into the closed days
            Holiday(DayRule.Fixed(1, 15), last: 1999), // Coming of Age
            Holiday(DayRule.Nth(2, DayOfWeek.Monday, 1), first: 2000),
            Holiday(DayRule.Fixed(2, 11)), // Foundation
            Holiday(DayRule.Fixed(2, 23), first: 2020), // birthday of Naruhito
            Holiday(DayRule.SpringEquinoxInJapan),
            Holiday(DayRule.Fixed(4, 29)), // Greenery, since 2007 Showa
            Holiday(DayRule.Fixed(5, 1), first: 2019, last: 2019), // accession of Naruhito
            Holiday(DayRule.Fixed(5, 3)), // Constitution
            Holiday(DayRule.Fixed(5, 4), first: 2007), // Greenery; before that a day between two holidays
            Holiday(DayRule.Fixed(5, 5)), // Children
            Holiday(DayRule.Fixed(6, 9), first: 1993, last: 1993), // wedding of Naruhito
            Holiday(DayRule.Fixed(7, 20), first: 1996, last: 2002), // Marine
            Holiday(DayRule.Nth(3, DayOfWeek.Monday, 7), first: 2003, last: 2019),
            Holiday(DayRule.Fixed(7, 23), first: 2020, last: 2020), // moved for the Olympic Games
            Holiday(DayRule.Fixed(7, 22), first: 2021, last: 2021),
            Holiday(DayRule.Nth(3, DayOfWeek.Monday, 7), first: 2022),
            Holiday(DayRule.Fixed(8, 11), first: 2016, last: 2019), // Mountain
            Holiday(DayRule.Fixed(8, 10), first: 2020, last: 2020), // moved for the Olympic Games
            Holiday(DayRule.Fixed(8, 8), first: 2021, last: 2021),
            Holiday(DayRule.Fixed(8, 11), first: 2022),
            Holiday(DayRule.Fixed(9, 15), last: 2002), // Respect for the Aged
            Holiday(DayRule.Nth(3, DayOfWeek.Monday, 9), first: 2003),
            Holiday(DayRule.AutumnEquinoxInJapan),
            Holiday(DayRule.Fixed(10, 10), last: 1999), // Sports
            Holiday(DayRule.Nth(2, DayOfWeek.Monday, 10), first: 2000, last: 2019),
            Holiday(DayRule.Fixed(7, 24), first: 2020, last: 2020), // moved for the Olympic Games
            Holiday(DayRule.Fixed(7, 23), first: 2021, last: 2021),
            Holiday(DayRule.Nth(2, DayOfWeek.Monday, 10), first: 2022),
            Holiday(DayRule.Fixed(10, 22), first: 2019, last: 2019), // enthronement of Naruhito
            Holiday(DayRule.Fixed(11, 3)), // Culture
            Holiday(DayRule.Fixed(11, 12), first: 1990, last: 1990), // enthronement of Akihito
            Holiday(DayRule.Fixed(11, 23)), // Labour
            Holiday(DayRule.Fixed(12, 23), last: 2018), // birthday of Akihito
            new(DayRule.Fixed(1, 2), Observance.None),
            new(DayRule.Fixed(1, 3), Observance.None),
            new(DayRule.Fixed(12, 31), Observance.None),
        ],
        Closures =
        [
            new(2020, 10, 1), // the trading system failed; nothing traded
        ],
        EarlyCloses =
        [
            // The first session of the year until 2009 and the last until 2008 had a morning only.
            new(DayRule.Fixed(1, 4), Weekdays, EndOfMorning, LastYear: 2009),
            new(DayRule.Fixed(1, 5), [DayOfWeek.Monday], EndOfMorning, LastYear: 2009),
            new(DayRule.Fixed(1, 6), [DayOfWeek.Monday], EndOfMorning, LastYear: 2009),
            new(DayRule.Fixed(12, 30), Weekdays, EndOfMorning, LastYear: 2008),
            new(DayRule.Fixed(12, 29), [DayOfWeek.Friday], EndOfMorning, LastYear: 2008),
            new(DayRule.Fixed(12, 28), [DayOfWeek.Friday], EndOfMorning, LastYear: 2008),
        ],
        SpecialHours = [],
    };

    private static HolidayRule Holiday(DayRule day, int first = int.MinValue, int last = int.MaxValue)
        => new(day, Observance.SundayToFreeWeekday, first, last);
}
