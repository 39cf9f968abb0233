using Prometheus.Core.Errors;

namespace Prometheus.Core.Time;

/// <summary>The rows of every panel of a market: strictly ascending session dates of one calendar.</summary>
public sealed class SessionAxis
{
    private readonly DateOnly[] _dates;

    /// <param name="dates">Strictly ascending dates; anything else is a <see cref="DataError"/>.</param>
    public SessionAxis(IEnumerable<DateOnly> dates)
    {
        _dates = dates.ToArray();
        for (var i = 1; i < _dates.Length; i++)
        {
            if (_dates[i] <= _dates[i - 1])
                throw new DataError($"session dates must ascend strictly: {_dates[i]:yyyy-MM-dd} follows {_dates[i - 1]:yyyy-MM-dd}");
        }
    }

    public int Count => _dates.Length;

    public DateOnly this[int session] => _dates[session];

    public ReadOnlySpan<DateOnly> Dates => _dates;

    /// <summary>The row of <paramref name="date"/>, or −1 where that date is no session.</summary>
    public int IndexOf(DateOnly date)
    {
        var i = Array.BinarySearch(_dates, date);
        return i >= 0 ? i : -1;
    }

    /// <summary>The first row dated on or after <paramref name="date"/>; <see cref="Count"/> where there is none.</summary>
    public int FirstAtOrAfter(DateOnly date)
    {
        var i = Array.BinarySearch(_dates, date);
        return i >= 0 ? i : ~i;
    }

    /// <summary>The last row dated on or before <paramref name="date"/>; −1 where there is none.</summary>
    public int LastAtOrBefore(DateOnly date)
    {
        var i = Array.BinarySearch(_dates, date);
        return i >= 0 ? i : ~i - 1;
    }
}
