namespace Prometheus.Core.Time;

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
