namespace Prometheus.Core.Time;

/// <summary>
/// The New York Stock Exchange since 1990. Trading stopped by a circuit breaker or a fault does not count as an early close;
/// an early close the exchange decided for weather does.
/// </summary>
internal static class XnysRules
{
    private static readonly TimeOnly OnePm = new(13, 0);
    private static readonly TimeOnly TwoPm = new(14, 0);

    private static readonly DayOfWeek[] MondayToThursday =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday];

    public static VenueRules Rules { get; } = new()
    {
        Exchange = "XNYS",
        TimeZone = "America/New_York",
        FirstYear = 1990,
        LastYear = 2040,
        Hours = [new(new(1990, 1, 1), new(9, 30), new(16, 0))],
        Holidays =
        [
            new(DayRule.Fixed(1, 1), Observance.SundayToMonday), // New Year
            new(DayRule.Nth(3, DayOfWeek.Monday, 1), Observance.None, FirstYear: 1998), // Martin Luther King
            new(DayRule.Nth(3, DayOfWeek.Monday, 2), Observance.None), // Washington's birthday
            new(DayRule.FromEaster(-2), Observance.None), // Good Friday
            new(DayRule.Nth(-1, DayOfWeek.Monday, 5), Observance.None), // Memorial Day
            new(DayRule.Fixed(6, 19), Observance.NearestWeekday, FirstYear: 2022), // Juneteenth
            new(DayRule.Fixed(7, 4), Observance.NearestWeekday), // Independence Day
            new(DayRule.Nth(1, DayOfWeek.Monday, 9), Observance.None), // Labor Day
            new(DayRule.Nth(4, DayOfWeek.Thursday, 11), Observance.None), // Thanksgiving
            new(DayRule.Fixed(12, 25), Observance.NearestWeekday), // Christmas
        ],
        Closures =
        [
            new(1994, 4, 27), // mourning for Nixon
            new(2001, 9, 11), new(2001, 9, 12), new(2001, 9, 13), new(2001, 9, 14), // attacks on New York
            new(2004, 6, 11), // mourning for Reagan
            new(2007, 1, 2), // mourning for Ford
            new(2012, 10, 29), new(2012, 10, 30), // hurricane Sandy
            new(2018, 12, 5), // mourning for G. H. W. Bush
            new(2025, 1, 9), // mourning for Carter
        ],
        EarlyCloses =
        [
            // The day before Independence Day; a Wednesday eve only since 2013, before that the Friday after a Thursday holiday.
            new(DayRule.Fixed(7, 3), [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Thursday], OnePm, FirstYear: 1995),
            new(DayRule.Fixed(7, 3), [DayOfWeek.Wednesday], OnePm, FirstYear: 2013),
            new(DayRule.Fixed(7, 5), [DayOfWeek.Friday], OnePm, FirstYear: 1995, LastYear: 2012),
            // The day after Thanksgiving.
            new(DayRule.Nth(4, DayOfWeek.Thursday, 11, offset: 1), [DayOfWeek.Friday], TwoPm, FirstYear: 1992, LastYear: 1992),
            new(DayRule.Nth(4, DayOfWeek.Thursday, 11, offset: 1), [DayOfWeek.Friday], OnePm, FirstYear: 1993),
            // Christmas Eve; a Friday eve is the observed holiday itself.
            new(DayRule.Fixed(12, 24), MondayToThursday, TwoPm, LastYear: 1992),
            new(DayRule.Fixed(12, 24), MondayToThursday, OnePm, FirstYear: 1993),
        ],
        SpecialHours =
        [
            new(new(1994, 2, 11), new(9, 30), new(14, 30)), // snow
            new(new(1996, 1, 8), new(11, 0), TwoPm), // snow
            new(new(1997, 12, 26), new(9, 30), OnePm),
            new(new(1999, 12, 31), new(9, 30), OnePm),
            new(new(2003, 12, 26), new(9, 30), OnePm),
        ],
    };
}
