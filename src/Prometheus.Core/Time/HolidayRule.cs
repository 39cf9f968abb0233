namespace Prometheus.Core.Time;

/// <summary>A holiday that comes back every year, and the years in which the venue keeps it.</summary>
/// <param name="Day">The day itself.</param>
/// <param name="Observance">Where a weekend moves it.</param>
/// <param name="FirstYear">First year kept.</param>
/// <param name="LastYear">Last year kept.</param>
public sealed record HolidayRule(DayRule Day, Observance Observance, int FirstYear = int.MinValue, int LastYear = int.MaxValue)
{
    /// <summary>The closed day that stems from <paramref name="year"/> (it may lie in the year before or after), or null.</summary>
    public DateOnly? ObservedFrom(int year)
    {
        if (year < FirstYear || year > LastYear)
            return null;
        var day = Day.In(year);
        return (day.DayOfWeek, Observance) switch
        {
            (DayOfWeek.Saturday, Observance.NearestWeekday) => day.AddDays(-1),
            (DayOfWeek.Sunday, not Observance.None) => day.AddDays(1),
            _ => day,
        };
    }
}
