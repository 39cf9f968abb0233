namespace Prometheus.Core.Time;

/// <summary>
/// From which session on something published may be used. A session's decision is taken at its close from what was out ten minutes before
/// it, so what comes later, on a weekend or on a holiday belongs to the next session.
/// </summary>
public static class DecisionCutOff
{
    // No known venue is closed for longer; the bound only ends the search at the end of the calendar.
    private const int LongestClosure = 31;

    /// <summary>Between a session's cut-off and its close; early closes have early cut-offs.</summary>
    public static TimeSpan BeforeClose { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The first session whose cut-off is later than <paramref name="publication"/>.</summary>
    /// <exception cref="Errors.UserError">An instant outside the calendar's years.</exception>
    public static DateOnly SessionOf(ExchangeCalendar calendar, DateTimeOffset publication)
    {
        // No venue's date differs from the universal one by more than a day.
        var date = DateOnly.FromDateTime(publication.UtcDateTime).AddDays(-1);
        for (var day = 0; day < LongestClosure; day++)
        {
            if (calendar.SessionOn(date.AddDays(day)) is { } session && session.CloseUtc - BeforeClose > publication)
                return session.Date;
        }

        throw new Errors.UserError(FormattableString.Invariant($"the calendar of {calendar.Exchange} has no session within {LongestClosure} days of {date:yyyy-MM-dd}"));
    }

    /// <summary>The first session after <paramref name="date"/>: for what tells its day but no time of it.</summary>
    /// <exception cref="Errors.UserError">A date outside the calendar's years.</exception>
    public static DateOnly SessionAfter(ExchangeCalendar calendar, DateOnly date)
    {
        for (var day = 1; day <= LongestClosure; day++)
        {
            if (calendar.IsSession(date.AddDays(day)))
                return date.AddDays(day);
        }

        throw new Errors.UserError(FormattableString.Invariant($"the calendar of {calendar.Exchange} has no session within {LongestClosure} days of {date:yyyy-MM-dd}"));
    }
}
