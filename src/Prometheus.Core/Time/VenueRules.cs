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
