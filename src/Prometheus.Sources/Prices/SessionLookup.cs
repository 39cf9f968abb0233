using Prometheus.Core.Time;

namespace Prometheus.Sources.Prices;

/// <summary>Answers in one step whether a date is a session, and how many sessions lie between two.</summary>
internal sealed class SessionLookup
{
    private readonly int _firstDay;
    private readonly int[] _rowOfDay;

    public SessionLookup(SessionAxis sessions)
    {
        First = sessions[0];
        Last = sessions[sessions.Count - 1];
        _firstDay = First.DayNumber;
        _rowOfDay = new int[Last.DayNumber - _firstDay + 1];
        Array.Fill(_rowOfDay, -1);
        for (var row = 0; row < sessions.Count; row++)
            _rowOfDay[sessions[row].DayNumber - _firstDay] = row;
    }

    public DateOnly First { get; }

    public DateOnly Last { get; }

    public bool Contains(DateOnly date) => Row(date) >= 0;

    /// <summary>Sessions from <paramref name="first"/> to <paramref name="last"/>, both sessions and both counted.</summary>
    public int CountBetween(DateOnly first, DateOnly last) => Row(last) - Row(first) + 1;

    private int Row(DateOnly date)
    {
        var day = date.DayNumber - _firstDay;
        return (uint)day < (uint)_rowOfDay.Length ? _rowOfDay[day] : -1;
    }
}
