namespace Prometheus.Core.Time;

/// <summary>
/// Everything that makes a venue's calendar, as data. All times are the venue's own and are converted with the time zone database,
/// so summer time needs no rule here. Weekends are always closed.
/// </summary>
public sealed record VenueRules
{
    /// <summary>Market identifier code, e.g. XNYS.</summary>
    public required string Exchange { get; init; }

    /// <summary>IANA name of the venue's zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>First year these rules describe.</summary>
    public required int FirstYear { get; init; }

    /// <summary>Last year these rules describe.</summary>
    public required int LastYear { get; init; }

    /// <summary>Usual hours, the oldest first; the first ones begin with the first year.</summary>
    public required VenueHours[] Hours { get; init; }

    public required HolidayRule[] Holidays { get; init; }

    /// <summary>True where a day between two holidays is a holiday as well (a law of Japan).</summary>
    public bool ClosesBetweenHolidays { get; init; }

    /// <summary>Days closed for a reason that does not come back.</summary>
    public required DateOnly[] Closures { get; init; }

    public required EarlyCloseRule[] EarlyCloses { get; init; }

    /// <summary>Single days with hours of their own; they outrank <see cref="EarlyCloses"/>.</summary>
    public required SpecialHours[] SpecialHours { get; init; }
}

/// <summary>A day of the year on which the venue closes early, where it falls on one of <paramref name="Weekdays"/>.</summary>
/// <param name="Day">The day itself; it never moves.</param>
/// <param name="Weekdays">Weekdays on which the rule holds.</param>
/// <param name="Close">Venue time.</param>
/// <param name="FirstYear">First year kept.</param>
/// <param name="LastYear">Last year kept.</param>
public sealed record EarlyCloseRule(
    DayRule Day, DayOfWeek[] Weekdays, TimeOnly Close, int FirstYear = int.MinValue, int LastYear = int.MaxValue)
{
    /// <summary>The day of <paramref name="year"/> that closes early, or null.</summary>
    public DateOnly? In(int year)
    {
        if (year < FirstYear || year > LastYear)
            return null;
        var day = Day.In(year);
        return Weekdays.Contains(day.DayOfWeek) ? day : null;
    }
}

/// <summary>One day whose hours follow no rule; times are the venue's own.</summary>
public sealed record SpecialHours(DateOnly Date, TimeOnly Open, TimeOnly Close);

/// <summary>A venue's usual hours from a date on; times are the venue's own.</summary>
/// <param name="From">First date they hold; they end where the next ones begin.</param>
/// <param name="BreakStart">Begin of the pause around noon; null where the venue has none.</param>
/// <param name="BreakEnd">Its end.</param>
public sealed record VenueHours(DateOnly From, TimeOnly Open, TimeOnly Close, TimeOnly? BreakStart = null, TimeOnly? BreakEnd = null);

/// <summary>A holiday that comes back every year, and the years in which the venue keeps it.</summary>
/// <param name="Day">The day itself.</param>
/// <param name="Observance">Where a weekend moves it.</param>
/// <param name="FirstYear">First year kept.</param>
/// <param name="LastYear">Last year kept.</param>
public sealed record HolidayRule(DayRule Day, Observance Observance, int FirstYear = int.MinValue, int LastYear = int.MaxValue)
{
    /// <summary>The day itself in <paramref name="year"/>, or null where it is not kept.</summary>
    public DateOnly? In(int year) => year < FirstYear || year > LastYear ? null : Day.In(year);

    /// <summary>
    /// The weekday (it may lie in the year before or after) that is closed in place of <paramref name="day"/>, or null where the day does not
    /// move.
    /// </summary>
    /// <param name="day">What <see cref="In"/> answered.</param>
    /// <param name="isClosed">Whether another holiday takes a day already.</param>
    public DateOnly? Substitute(DateOnly day, Func<DateOnly, bool> isClosed) => (day.DayOfWeek, Observance) switch
    {
        (DayOfWeek.Saturday, Observance.NearestWeekday) => day.AddDays(-1),
        (DayOfWeek.Sunday, Observance.NearestWeekday or Observance.SundayToMonday) => day.AddDays(1),
        (DayOfWeek.Sunday, Observance.SundayToFreeWeekday) => FreeWeekday(day, isClosed),
        (DayOfWeek.Saturday or DayOfWeek.Sunday, Observance.WeekendToFreeWeekday) => FreeWeekday(day, isClosed),
        _ => null,
    };

    private static DateOnly FreeWeekday(DateOnly day, Func<DateOnly, bool> isClosed)
    {
        do
            day = day.AddDays(1);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || isClosed(day));
        return day;
    }
}
