namespace Prometheus.Core.Time;

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
