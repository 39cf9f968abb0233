using Prometheus.Core.Time;

namespace Prometheus.Sources.Synthetic;

/// <summary>The sessions of the synthetic market with their hours, and from which of them on something may be used.</summary>
internal sealed class TextClock(ExchangeCalendar calendar, IReadOnlyList<TradingSession> sessions)
{
    // Minutes from the open: news come between about six in the morning and eleven at night.
    private const int Earliest = -210;
    private const int Latest = 810;
    private const double WeekendShare = 0.3;

    public int Sessions => sessions.Count;

    public DateOnly Last => sessions[^1].Date;

    public DateOnly this[int session] => sessions[session].Date;

    public DateTimeOffset At(int session, int minutesFromOpen) => sessions[session].OpenUtc.AddMinutes(minutesFromOpen);

    /// <summary>A moment of a session's day, or of a free day behind it.</summary>
    public DateTimeOffset Moment(int session, double minute, double day)
    {
        var moment = At(session, Earliest + (int)(minute * (Latest - Earliest)));
        var next = this[session].AddDays(1);
        var isFree = next.Year <= calendar.LastYear && !calendar.IsSession(next);
        return isFree && day < WeekendShare ? moment.AddDays(1) : moment;
    }

    /// <summary>The calendar tells of sessions then.</summary>
    public bool Covers(DateOnly date) => date.Year >= calendar.FirstYear;

    /// <summary>The greatest date where it is behind the market's last session.</summary>
    public DateOnly KnownOn(DateTimeOffset moment)
        => moment >= sessions[^1].CloseUtc - DecisionCutOff.BeforeClose ? DateOnly.MaxValue : DecisionCutOff.SessionOf(calendar, moment);

    /// <inheritdoc cref="KnownOn"/>
    public DateOnly KnownAfter(DateOnly date) => date >= Last ? DateOnly.MaxValue : DecisionCutOff.SessionAfter(calendar, date);

    /// <summary>The last session on or before a date; −1 where the market opens later.</summary>
    public int SessionOn(DateOnly date)
    {
        var (low, high) = (0, sessions.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (sessions[middle].Date <= date)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return high;
    }
}
